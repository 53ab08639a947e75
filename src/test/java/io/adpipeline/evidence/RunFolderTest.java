package io.adpipeline.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.adpipeline.files.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    private Path parent;

    @Test
    void whatAnEarlierRunLeftIsGoneAndItsNeighboursAreNot() throws IOException {
        Files.createDirectories(parent.resolve("demo/scratch/deep"));
        Files.writeString(parent.resolve("demo/scratch/deep/old"), "old");
        Files.writeString(parent.resolve("demo/result.json"), "old");
        FolderLock.take(parent.resolve("demo"), FolderLock.RUN).close();
        Files.writeString(Files.createDirectories(parent.resolve("other")).resolve("result.json"), "kept");

        RunFolder taken = RunFolder.of(parent, "demo");
        taken.take().close();

        assertThat(taken.path()).isEqualTo(parent.resolve("demo").toAbsolutePath());
        assertThat(names(taken.path())).containsExactly(FolderLock.RUN);
        assertThat(taken.work(RunFolder.Part.PIPELINE)).isEmptyDirectory();
        assertThat(parent.resolve("demo/result.json")).doesNotExist();
        assertThat(parent.resolve("other/result.json")).hasContent("kept");
    }

    @Test
    void aFolderOfSomethingElseIsRefusedAndStays() throws IOException {
        Path source =
                Files.writeString(Files.createDirectories(parent.resolve("src")).resolve("Main.java"), "class");

        Files.createDirectories(parent.resolve("src/scratch"));
        Files.writeString(parent.resolve("src/run.json"), "of another program");
        FolderLock.take(parent.resolve("src"), FolderLock.SUITE).close(); // results were put there

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunFolder.of(parent, "src").take())
                .withMessageContaining(parent.resolve("src").toString())
                .withMessageContaining("name another results folder");
        assertThat(source).hasContent("class");
    }

    @Test
    void aFolderHasOneRunAtATimeAndTheNextIsToldWhose() {
        RunFolder folder = RunFolder.of(parent, "demo");
        FolderLock first = folder.take();
        try (first) {
            assertThatIllegalStateException()
                    .isThrownBy(folder::take)
                    .withMessageContaining(
                            "is in use by process " + ProcessHandle.current().pid() + ", which started at 20");
        }

        folder.take().close();
    }

    @Test
    void workFilesGoAndEvidenceStays() throws IOException {
        RunFolder taken = taken();
        Files.writeString(
                Files.createDirectories(taken.work(RunFolder.Part.PIPELINE).resolve("checkpoint"))
                        .resolve("0"),
                "x");
        Files.writeString(taken.path().resolve("run.json"), "{}");
        taken.removeWork();

        assertThat(parent.resolve("demo/scratch")).doesNotExist();
        assertThat(taken.path().resolve("run.json")).exists();
    }

    @Test
    void linksAreRemovedAndWhatTheyPointToIsNot() throws IOException {
        Path precious = Files.writeString(
                Files.createDirectories(parent.resolve("precious")).resolve("file"), "x");
        RunFolder taken = taken();
        Files.createSymbolicLink(taken.work(RunFolder.Part.PIPELINE).resolve("link"), precious.getParent());
        taken.removeWork();

        assertThat(precious).hasContent("x");
    }

    private RunFolder taken() {
        RunFolder folder = RunFolder.of(parent, "demo");
        folder.take().close();
        return folder;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** The system releases a process's lock of a file when the process closes any descriptor of it. */
    @Test
    void oneThatIsRefusedDoesNotFreeTheFolder() throws IOException {
        RunFolder folder = RunFolder.of(parent, "demo");
        try (FolderLock first = folder.take()) {
            assertThatIllegalStateException().isThrownBy(folder::take);

            Object inode = Files.getAttribute(folder.path().resolve(FolderLock.RUN), "unix:ino");
            assertThat(Files.readString(Path.of("/proc/locks"))).containsPattern(":" + inode + " 0 EOF");
            assertThat(first).isNotNull();
        }
    }
}

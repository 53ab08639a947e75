package io.adpipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Files.writeString(Files.createDirectories(parent.resolve("other")).resolve("result.json"), "kept");

        RunFolder created = RunFolder.create(parent, "demo");

        assertThat(created.path()).isEqualTo(parent.resolve("demo").toAbsolutePath());
        assertThat(created.path()).isEmptyDirectory();
        assertThat(created.work(RunFolder.Part.PIPELINE)).isEmptyDirectory();
        assertThat(parent.resolve("demo/result.json")).doesNotExist();
        assertThat(parent.resolve("other/result.json")).hasContent("kept");
    }

    @Test
    void workFilesGoAndEvidenceStays() throws IOException {
        RunFolder created = RunFolder.create(parent, "demo");
        Files.writeString(
                Files.createDirectories(created.work(RunFolder.Part.PIPELINE).resolve("checkpoint"))
                        .resolve("0"),
                "x");
        Files.writeString(created.path().resolve("run.json"), "{}");
        created.removeWork();

        assertThat(parent.resolve("demo/scratch")).doesNotExist();
        assertThat(created.path().resolve("run.json")).exists();
    }

    @Test
    void linksAreRemovedAndWhatTheyPointToIsNot() throws IOException {
        Path precious = Files.writeString(
                Files.createDirectories(parent.resolve("precious")).resolve("file"), "x");
        RunFolder created = RunFolder.create(parent, "demo");
        Files.createSymbolicLink(created.work(RunFolder.Part.PIPELINE).resolve("link"), precious.getParent());
        created.removeWork();

        assertThat(precious).hasContent("x");
    }
}

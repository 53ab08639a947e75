package io.adpipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

    @TempDir
    private Path parent;

    @Test
    void whatAnEarlierRunLeftIsGoneAndItsNeighboursAreNot() throws IOException {
        Files.createDirectories(parent.resolve("demo/scratch/deep"));
        Files.writeString(parent.resolve("demo/scratch/deep/old"), "old");
        Files.writeString(parent.resolve("demo/result.json"), "old");
        Files.writeString(Files.createDirectories(parent.resolve("other")).resolve("result.json"), "kept");

        RunDirectory directory = RunDirectory.create(parent, "demo");

        assertThat(directory.path()).isEqualTo(parent.resolve("demo").toAbsolutePath());
        assertThat(directory.path()).isDirectoryContaining(path -> path.endsWith("scratch"));
        assertThat(directory.scratch()).isEmptyDirectory();
        assertThat(parent.resolve("demo/result.json")).doesNotExist();
        assertThat(parent.resolve("other/result.json")).hasContent("kept");
    }

    @Test
    void scratchFilesGoAndEvidenceStays() throws IOException {
        RunDirectory directory = RunDirectory.create(parent, "demo");
        Files.writeString(
                Files.createDirectories(directory.scratch().resolve("checkpoint"))
                        .resolve("0"),
                "x");
        Files.writeString(directory.path().resolve("run.json"), "{}");
        directory.removeScratch();

        assertThat(directory.scratch()).doesNotExist();
        assertThat(directory.path().resolve("run.json")).exists();
    }

    @Test
    void linksAreRemovedAndWhatTheyPointToIsNot() throws IOException {
        Path precious = Files.writeString(
                Files.createDirectories(parent.resolve("precious")).resolve("file"), "x");
        RunDirectory directory = RunDirectory.create(parent, "demo");
        Files.createSymbolicLink(directory.scratch().resolve("link"), precious.getParent());
        directory.removeScratch();

        assertThat(precious).hasContent("x");
    }
}

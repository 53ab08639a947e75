package io.adpipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    private Path folder;

    @Test
    void writingThatFailsLeavesTheFileAsItWas() throws IOException {
        Path file = folder.resolve("run.json");
        WholeFile.write(file, "first ü");

        assertThatIOException()
                .isThrownBy(() -> WholeFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("no space left");
                }));

        assertThat(file).content().isEqualTo("first ü");
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
        WholeFile.write(file, "second");
        assertThat(file).content().isEqualTo("second");
        Files.delete(file);
    }
}

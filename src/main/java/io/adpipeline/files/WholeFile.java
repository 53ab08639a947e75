package io.adpipeline.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.lang3.function.FailableConsumer;

/** Writes files completely or not at all, whatever ends the writing. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Writes a temporary file beside the file, and moves it into place when it is complete.
     *
     * @throws IOException if it cannot be written; a file that was there stays as it was
     */
    public static void write(Path file, FailableConsumer<OutputStream, IOException> content) throws IOException {
        Path part = file.resolveSibling(".%s.%d.part"
                .formatted(file.getFileName(), ProcessHandle.current().pid()));
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.accept(out);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Writes a text in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}

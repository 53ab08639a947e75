package io.adpipeline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;

/**
 * A folder for a command's files: the user's, which stays, or a temporary one, which goes. For one thread.
 *
 * @param path where it is
 * @param temporary whether it goes when this is closed
 */
record WorkFolder(Path path, boolean temporary) implements AutoCloseable {

    /** @param asked the user's folder, made if it is missing; null for a temporary one */
    static WorkFolder of(Path asked) {
        try {
            return asked == null
                    ? new WorkFolder(Files.createTempDirectory("adpipeline-"), true)
                    : new WorkFolder(Files.createDirectories(asked.toAbsolutePath()), false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder to work in: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                Utils.delete(path.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove %s: %s".formatted(path, e.getMessage()), e);
            }
        }
    }
}

package io.adpipeline.cli;

import io.adpipeline.files.Folders;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder for a command's files: the user's, which stays, or a temporary one, which goes. For one thread.
 *
 * @param path where it is
 * @param temporary whether it goes when this is closed
 */
record WorkFolder(Path path, boolean temporary) implements AutoCloseable {

    /** @param asked the user's folder, made if it is missing; null for a temporary one */
    static WorkFolder of(Path asked) {
        return new WorkFolder(
                Folders.made(
                        "to work in",
                        () -> asked == null
                                ? Files.createTempDirectory("adpipeline-")
                                : Folders.create(asked.toAbsolutePath())),
                asked == null);
    }

    @Override
    public void close() {
        if (temporary) {
            Folders.deleteIfPossible(path);
        }
    }
}

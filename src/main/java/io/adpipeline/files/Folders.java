package io.adpipeline.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Removes folders that two processes may be at. */
public final class Folders {

    private Folders() {}

    /**
     * Removes a file, or a folder with all it holds. What is not there, or is removed by somebody else meanwhile, is no
     * error; links are removed, not followed.
     *
     * @throws UncheckedIOException if something is left
     */
    public static void delete(Path path) {
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
                    entries.forEach(Folders::delete);
                }
            }
            Files.deleteIfExists(path);
        } catch (NoSuchFileException gone) {
            // somebody else has removed it
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove %s: %s".formatted(path, e.getMessage()), e);
        }
    }
}

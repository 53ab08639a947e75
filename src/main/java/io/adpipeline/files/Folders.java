package io.adpipeline.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.commons.lang3.function.FailableSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes folders, and removes files and folders that another process may be removing too. */
public final class Folders {

    private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

    private Folders() {}

    /**
     * Makes a folder and its parents, unless it is there; it may be a link to one, which
     * {@link Files#createDirectories} of early updates of JDK 17 refuses.
     *
     * @return the folder
     */
    public static Path create(Path folder) throws IOException {
        return Files.isDirectory(folder) ? folder : Files.createDirectories(folder);
    }

    /**
     * Makes a folder.
     *
     * @param purpose follows "cannot make a folder", as in {@code to work in}
     * @throws UncheckedIOException if it cannot be made; says what for
     */
    public static Path made(String purpose, FailableSupplier<Path, IOException> make) {
        try {
            return make.get();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder %s: %s".formatted(purpose, e), e);
        }
    }

    /**
     * Removes a file, or a folder with all it holds. It is no error if something does not exist, or if somebody else
     * removes it meanwhile. Links are removed, not followed.
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
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException("Cannot remove %s: %s".formatted(path, e.getCause()), e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove %s: %s".formatted(path, e), e);
        }
    }

    /** As {@link #delete}, but what cannot be removed is logged and left: no measurement is to be lost because of it. */
    public static void deleteIfPossible(Path path) {
        try {
            delete(path);
        } catch (UncheckedIOException e) {
            LOG.warn("{}", e.getMessage());
        }
    }
}

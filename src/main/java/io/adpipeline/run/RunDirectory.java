package io.adpipeline.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of one run: emptied before it, its scratch part removed after it. */
final class RunDirectory {

    private static final String SCRATCH = "scratch";

    private final Path path;

    private RunDirectory(Path path) {
        this.path = path;
    }

    /** An empty folder of that name; what an earlier run left there goes. */
    static RunDirectory create(Path parent, String name) {
        Path path = parent.resolve(name).toAbsolutePath();
        delete(path);
        RunDirectory directory = new RunDirectory(path);
        try {
            Files.createDirectories(directory.scratch());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }

    Path path() {
        return path;
    }

    /** For checkpoints and broker data; not evidence. */
    Path scratch() {
        return path.resolve(SCRATCH);
    }

    void removeScratch() {
        delete(scratch());
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : deepestFirst) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

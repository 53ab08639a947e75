package io.adpipeline.evidence;

import io.adpipeline.files.FolderLock;
import io.adpipeline.files.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.lang3.function.Failable;

/**
 * The folder of one run, or of the many runs of a search for capacity or a comparison; emptied before the first run.
 * {@link EvidenceStore} writes the evidence, then reports follow. Each process has its log there, and a work folder
 * that is removed after the run.
 *
 * @param path where it is
 */
public record RunFolder(Path path) {

    private static final String WORK = "scratch";
    private static final String TRIALS = "trials";

    /** The parts of a run that write a log or need room for their work. */
    public enum Part {
        SUITE,
        PIPELINE,
        GENERATOR,
        BROKER;

        /** The name of its log in the folder; the file is there only if there was something to warn of. */
        String log() {
            return name().toLowerCase(Locale.ROOT) + ".log";
        }
    }

    /** The folder of that name, neither made nor emptied. */
    public static RunFolder of(Path parent, String name) {
        return new RunFolder(parent.resolve(name).toAbsolutePath());
    }

    /**
     * Takes the folder for a run: deletes what an earlier run left in it. Nobody else may write in it until the lock is
     * closed.
     *
     * @throws IllegalArgumentException if it holds something that no run has left
     * @throws IllegalStateException if another run has taken it
     */
    public FolderLock take() {
        if (!isOurs()) {
            throw new IllegalArgumentException(
                    "%s holds something that no run has left, and a run begins by emptying its folder: ".formatted(path)
                            + "name another results folder, or move it away");
        }
        FolderLock lock = FolderLock.take(path, FolderLock.RUN);
        try {
            files().stream().filter(file -> !file.endsWith(FolderLock.RUN)).forEach(Folders::delete);
            return lock;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private boolean isOurs() {
        return FolderLock.marks(path) || !Files.exists(path) || (Files.isDirectory(path) && files().isEmpty());
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s: %s".formatted(path, e), e);
        }
    }

    /** Makes the folder of one run inside the folder of a search or a comparison. */
    public RunFolder trial(String name) {
        return new RunFolder(Folders.made(
                "for trial " + name, () -> Folders.create(path.resolve(TRIALS).resolve(name))));
    }

    /** Whether a folder is that of a search or a comparison that has begun. */
    static boolean hasTrials(Path folder) {
        return Files.isDirectory(folder.resolve(TRIALS));
    }

    /** The log of a part. */
    public Path log(Part part) {
        return path.resolve(part.log());
    }

    /** The logs of all parts, whether they are there or not. */
    public List<Path> logs() {
        return Arrays.stream(Part.values()).map(this::log).toList();
    }

    /** Makes a part's work folder, for checkpoints and broker data; it holds no evidence. */
    public Path work(Part part) {
        return Failable.call(
                () -> Folders.create(path.resolve(WORK).resolve(part.name().toLowerCase(Locale.ROOT))));
    }

    /** The scenario with every default filled in. */
    public Path scenario(String name) {
        return path.resolve(name + ".yaml");
    }

    public void removeWork() {
        Folders.deleteIfPossible(path.resolve(WORK));
    }
}

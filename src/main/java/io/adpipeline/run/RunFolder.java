package io.adpipeline.run;

import io.adpipeline.files.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The folder of one run, or of a search for capacity: emptied before it. {@link EvidenceStore} fills it first, reports
 * follow; each process has its log in it, and while the run goes on a work folder, which is removed after it.
 *
 * @param path where it is
 */
public record RunFolder(Path path) {

    private static final String WORK = "scratch";
    private static final String TRIALS = "trials";

    /** The parts of a run that write a log or need room for their work. */
    public enum Part {
        PIPELINE,
        GENERATOR,
        BROKER;

        /** The name of its log in the folder; the file is there only if there was something to warn of. */
        String log() {
            return name().toLowerCase(Locale.ROOT) + ".log";
        }
    }

    /** The folder of that name, as it is. */
    public static RunFolder of(Path parent, String name) {
        return new RunFolder(parent.resolve(name).toAbsolutePath());
    }

    /** An empty folder of that name; what an earlier run left there goes. */
    static RunFolder create(Path parent, String name) {
        RunFolder folder = of(parent, name);
        Folders.delete(folder.path);
        try {
            Files.createDirectories(folder.path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /** Where a search has the folders of its trials. */
    Path trials() {
        return path.resolve(TRIALS);
    }

    /** The log of a part. */
    public Path log(Part part) {
        return path.resolve(part.log());
    }

    /** The logs of all parts, whether they are there or not. */
    public List<Path> logs() {
        return Arrays.stream(Part.values()).map(this::log).toList();
    }

    /** For checkpoints and broker data; no evidence. */
    Path work(Part part) {
        try {
            return Files.createDirectories(
                    path.resolve(WORK).resolve(part.name().toLowerCase(Locale.ROOT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The scenario with every default filled in. */
    public Path scenario(String name) {
        return path.resolve(name + ".yaml");
    }

    void removeWork() {
        Folders.delete(path.resolve(WORK));
    }
}

package io.adpipeline.scenario;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where a problem stands.
 *
 * @param text for people: file, file and line, or the override
 * @param line from 1; 0 for a whole file or directory, {@link #OVERRIDE} for an override
 */
record Place(String text, int line) {

    /** In the order of the file, overrides after it. */
    static final Comparator<Place> ORDER = Comparator.comparingInt(Place::line);

    private static final int OVERRIDE = Integer.MAX_VALUE;

    static Place whole(Path fileOrDirectory) {
        return new Place(fileOrDirectory.toString(), 0);
    }

    static Place line(Path file, int line) {
        return new Place(file + ":" + line, line);
    }

    /** @param override how the override is written, as in {@code -Dperf.set.duration} */
    static Place override(String override) {
        return new Place(override, OVERRIDE);
    }

    boolean isOverride() {
        return line == OVERRIDE;
    }
}

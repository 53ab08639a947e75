package io.adpipeline.scenario;

import io.adpipeline.scenario.ScenarioException.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong with one scenario. One thread only. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(Place place, String key, String allowed, String actual, String hint) {
        found.add(new Problem(place, key, allowed, actual, hint));
    }

    void add(Place place, String key, String allowed, String actual) {
        add(place, key, allowed, actual, "");
    }

    /** Whether a problem of the key itself or of a key below it was found. */
    boolean has(String key) {
        return found.stream().map(Problem::key).anyMatch(other -> other.equals(key) || other.startsWith(key + "."));
    }

    /** @throws ScenarioException with all problems, in the order of the file, if there are any */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ScenarioException(found.stream()
                    .sorted(Comparator.comparing(Problem::place, Place.ORDER))
                    .toList());
        }
    }

    /** An exception with one problem, stated as a sentence. */
    static ScenarioException saying(Place place, String sentence, String hint) {
        return one(place, "", "", sentence, hint);
    }

    /** An exception with one problem. */
    static ScenarioException one(Place place, String key, String allowed, String actual, String hint) {
        return new ScenarioException(List.of(new Problem(place, key, allowed, actual, hint)));
    }

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
}

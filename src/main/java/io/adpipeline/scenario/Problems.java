package io.adpipeline.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong with one scenario. One thread only. */
final class Problems {

    private final List<ScenarioProblem> found = new ArrayList<>();

    void add(Place place, String key, String allowed, String actual, String hint) {
        found.add(new ScenarioProblem(place, key, allowed, actual, hint));
    }

    void add(Place place, String key, String allowed, String actual) {
        add(place, key, allowed, actual, "");
    }

    /** Whether a problem of the key itself or of a key below it was found. */
    boolean has(String key) {
        return found.stream()
                .map(ScenarioProblem::key)
                .anyMatch(other -> other.equals(key) || other.startsWith(key + "."));
    }

    /** @throws ScenarioException with all problems, in the order of the file, if there are any */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ScenarioException(found.stream()
                    .sorted(Comparator.comparing(ScenarioProblem::place, Place.ORDER))
                    .toList());
        }
    }

    /** An exception with one problem that a sentence says. */
    static ScenarioException saying(Place place, String sentence, String hint) {
        return one(place, "", "", sentence, hint);
    }

    /** An exception with one problem. */
    static ScenarioException one(Place place, String key, String allowed, String actual, String hint) {
        return new ScenarioException(List.of(new ScenarioProblem(place, key, allowed, actual, hint)));
    }
}

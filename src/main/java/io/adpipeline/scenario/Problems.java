package io.adpipeline.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong with one scenario. One thread only. */
final class Problems {

    private record Found(Place place, ScenarioProblem problem) {}

    private final List<Found> found = new ArrayList<>();

    void add(Place place, String key, String allowed, String actual, String hint) {
        found.add(new Found(place, new ScenarioProblem(place.text(), key, allowed, actual, hint)));
    }

    void add(Place place, String key, String allowed, String actual) {
        add(place, key, allowed, actual, "");
    }

    /** Whether something is wrong with the key itself or with a key below it. */
    boolean concern(String key) {
        return found.stream()
                .map(each -> each.problem().key())
                .anyMatch(other -> other.equals(key) || other.startsWith(key + "."));
    }

    /** @throws ScenarioException with all problems, in the order of the file, if there are any */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw exception();
        }
    }

    private ScenarioException exception() {
        return new ScenarioException(found.stream()
                .sorted(Comparator.comparing(Found::place, Place.ORDER))
                .map(Found::problem)
                .toList());
    }

    /** An exception with one problem. */
    static ScenarioException one(Place place, String key, String allowed, String actual, String hint) {
        return new ScenarioException(List.of(new ScenarioProblem(place.text(), key, allowed, actual, hint)));
    }
}

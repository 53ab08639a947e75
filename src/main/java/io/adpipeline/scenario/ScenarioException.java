package io.adpipeline.scenario;

import io.adpipeline.scenario.Problems.Place;
import java.util.List;
import java.util.stream.Collectors;

/** Scenarios cannot be read or chosen; carries every problem found. */
public final class ScenarioException extends IllegalArgumentException {

    private final transient List<Problem> problems;

    /** @param problems at least one */
    ScenarioException(List<Problem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the files. */
    List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        String lines = problems.stream().map(Problem::text).collect(Collectors.joining("\n  "));
        return problems.size() == 1 ? lines : "%d problems:\n  %s".formatted(problems.size(), lines);
    }

    /**
     * One thing that is wrong with a scenario.
     *
     * @param place where it stands
     * @param key the dotted key; empty if it is about the file as a whole
     * @param allowed what may stand there; empty if {@code actual} says all
     * @param actual what stood there, in quotes if it was a text; or a whole sentence
     * @param hint what may have been meant; empty if there is no guess
     */
    record Problem(Place place, String key, String allowed, String actual, String hint) {

        /** All of it on one line. */
        String text() {
            String tail = hint.isEmpty() ? "" : "; " + hint;
            return allowed.isEmpty()
                    ? "%s: %s%s".formatted(place.text(), actual, tail)
                    : "%s: %s must be %s, was %s%s"
                            .formatted(place.text(), key.isEmpty() ? "the file" : key, allowed, actual, tail);
        }
    }
}

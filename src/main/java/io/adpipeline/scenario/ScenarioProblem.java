package io.adpipeline.scenario;

import java.util.Objects;

/**
 * One thing that is wrong with a scenario.
 *
 * @param place file and line, as in {@code mmpp.yaml:7}, or the override, as in {@code -Dperf.set.duration}
 * @param key the dotted key; empty if it is about the file as a whole
 * @param allowed what may stand there
 * @param actual what stood there, in quotes if it was a text
 * @param hint what may have been meant; empty if there is no telling
 */
public record ScenarioProblem(String place, String key, String allowed, String actual, String hint) {

    public ScenarioProblem {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(allowed, "allowed");
        Objects.requireNonNull(actual, "actual");
        Objects.requireNonNull(hint, "hint");
    }

    /** All of it on one line. */
    public String text() {
        String subject = key.isEmpty() ? "the file" : key;
        String tail = hint.isEmpty() ? "" : "; " + hint;
        return "%s: %s must be %s, was %s%s".formatted(place, subject, allowed, actual, tail);
    }
}

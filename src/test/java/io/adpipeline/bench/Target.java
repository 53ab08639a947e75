package io.adpipeline.bench;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What a comparison should come to.
 *
 * @param text as in "≥ 5 x"
 * @param test whether a comparison comes to it
 */
record Target(String text, Predicate<Comparison> test) {

    Target {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(test, "test");
    }

    static Target ratioAtLeast(double least) {
        return new Target("≥ %s x".formatted(Series.number(least)), comparison -> comparison.ratio() >= least);
    }

    static Target ratioAtMost(double most) {
        return new Target("≤ %s x".formatted(Series.number(most)), comparison -> comparison.ratio() <= most);
    }

    /** For our own median alone. */
    static Target oursAtMost(double most, String unit) {
        return new Target(
                String.format(Locale.ROOT, "≤ %.0f %s", most, unit),
                comparison -> comparison.ours().median() <= most);
    }

    /** For our own median alone. */
    static Target oursAtLeast(double least, String unit) {
        return new Target(
                String.format(Locale.ROOT, "≥ %,.0f %s", least, unit),
                comparison -> comparison.ours().median() >= least);
    }

    /** Our own median above that of another series. */
    static Target moreThan(Series other) {
        return new Target(
                "more than " + other.label(), comparison -> comparison.ours().median() > other.median());
    }
}

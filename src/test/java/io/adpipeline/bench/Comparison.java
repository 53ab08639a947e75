package io.adpipeline.bench;

import java.util.Objects;
import java.util.Optional;

/**
 * One of our figures, beside another's where there is one.
 *
 * @param what what is measured
 * @param ours our figure
 * @param against the other's figure
 * @param ratio of the medians, the way round that {@code target} speaks of; NaN without another's figure
 * @param target what is required, if anything is
 */
record Comparison(String what, Series ours, Optional<Series> against, double ratio, Optional<Target> target) {

    Comparison {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(ours, "ours");
        against.ifPresent(other -> requireSameUnit(ours, other));
    }

    private static void requireSameUnit(Series ours, Series other) {
        if (!ours.unit().equals(other.unit())) {
            throw new IllegalArgumentException(
                    "units must be equal, were '%s' and '%s'".formatted(ours.unit(), other.unit()));
        }
    }

    /** The ratio is ours over the other's: more is better for a rate, less for a cost. */
    static Comparison share(String what, Series ours, Series against) {
        return new Comparison(what, ours, Optional.of(against), ours.median() / against.median(), Optional.empty());
    }

    /** The ratio is the other's over ours: how many times as fast ours is, of times. */
    static Comparison speed(String what, Series ours, Series against) {
        return new Comparison(what, ours, Optional.of(against), against.median() / ours.median(), Optional.empty());
    }

    /** A figure that nobody else has. */
    static Comparison alone(String what, Series ours) {
        return new Comparison(what, ours, Optional.empty(), Double.NaN, Optional.empty());
    }

    /** The same with a target. */
    Comparison withTarget(Target required) {
        return new Comparison(what, ours, against, ratio, Optional.of(required));
    }

    /** Whether the target is met; empty if nothing is. */
    Optional<Boolean> met() {
        return target.map(required -> required.test().test(this));
    }
}

package io.adpipeline.capacity;

import io.adpipeline.slo.Figures;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What a search came to. Rates are events per second of all producers together.
 *
 * @param kind which of the answers it is
 * @param eventsPerSecond the highest rate that was sustained and confirmed at full length; empty if none was
 * @param lowestFailedRate the lowest rate that did not hold; empty if even the highest did
 * @param unconfirmed rates that held in a short trial and not at full length, or that were stepped down to and did not
 */
public record CapacityAnswer(
        Kind kind, OptionalDouble eventsPerSecond, OptionalDouble lowestFailedRate, List<Double> unconfirmed) {

    /** The answers there are. */
    public enum Kind {
        /** The pipeline's limit lies right above the rate. */
        FOUND,
        /** Even the highest rate holds: the capacity is at least that. */
        HIGHEST_HOLDS,
        /** Even the lowest rate does not hold. */
        LOWEST_FAILS,
        /** Above the rate trials were INVALID twice: the load generator's limit, and not the pipeline's. */
        GENERATOR_LIMIT
    }

    public CapacityAnswer {
        Objects.requireNonNull(kind, "kind");
        unconfirmed = List.copyOf(unconfirmed);
        boolean rateKnown = kind == Kind.FOUND || kind == Kind.HIGHEST_HOLDS;
        if (kind != Kind.GENERATOR_LIMIT && eventsPerSecond.isPresent() != rateKnown) {
            throw new IllegalArgumentException(
                    "eventsPerSecond must fit the answer, was %s for %s".formatted(eventsPerSecond, kind));
        }
        if (lowestFailedRate.isPresent() == (kind == Kind.HIGHEST_HOLDS)) {
            throw new IllegalArgumentException(
                    "lowestFailedRate must fit the answer, was %s for %s".formatted(lowestFailedRate, kind));
        }
    }

    /** The answer in words. */
    public String sentence() {
        return limit() + steppedDown();
    }

    private String limit() {
        return switch (kind) {
            case FOUND ->
                "the pipeline sustains %s; %s are too much for it"
                        .formatted(rate(eventsPerSecond.orElseThrow()), rate(lowestFailedRate.orElseThrow()));
            case HIGHEST_HOLDS ->
                "even the highest rate holds: the pipeline sustains %s or more"
                        .formatted(rate(eventsPerSecond.orElseThrow()));
            case LOWEST_FAILS ->
                "even the lowest rate fails: the pipeline does not sustain %s"
                        .formatted(rate(lowestFailedRate.orElseThrow()));
            case GENERATOR_LIMIT -> generatorLimit();
        };
    }

    private String generatorLimit() {
        String limit = "%s were INVALID twice, which is the generator's limit and not the pipeline's"
                .formatted(rate(lowestFailedRate.orElseThrow()));
        return eventsPerSecond.isPresent()
                ? "the pipeline sustains %s or more; %s".formatted(rate(eventsPerSecond.getAsDouble()), limit)
                : "nothing is known of the pipeline: " + limit;
    }

    private String steppedDown() {
        return unconfirmed.isEmpty()
                ? ""
                : "; not confirmed at full length, and so stepped down from: %s"
                        .formatted(
                                unconfirmed.stream().map(CapacityAnswer::rate).collect(Collectors.joining(", ")));
    }

    private static String rate(double eventsPerSecond) {
        return Figures.count(Math.round(eventsPerSecond)) + " events/s";
    }
}

package io.adpipeline.capacity;

import io.adpipeline.capacity.Trial.Purpose;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A finished search.
 *
 * @param scenario the scenario whose capacity was searched
 * @param kafka which Kafka, and why this one
 * @param trials all trials that count, in their order; at least one
 * @param answer what the trials come to
 */
public record CapacityResult(Scenario scenario, String kafka, List<Trial> trials, CapacityAnswer answer) {

    public CapacityResult {
        trials = List.copyOf(trials);
        if (trials.isEmpty()) {
            throw new IllegalArgumentException("trials must be at least one, were none");
        }
    }

    /**
     * PASS if a rate is confirmed and is at least {@code capacity.atLeast}, where that is given. Otherwise INVALID if
     * the load generator was the limit, else FAIL.
     */
    public Outcome outcome() {
        if (answer.eventsPerSecond().isPresent()
                && answer.eventsPerSecond().getAsDouble() >= atLeast().orElse(0)) {
            return Outcome.PASS;
        }
        return answer.kind() == CapacityAnswer.Kind.GENERATOR_LIMIT ? Outcome.INVALID : Outcome.FAIL;
    }

    /** The first trial that confirmed the answer, if there is one. */
    public Optional<Trial> confirmed() {
        return at(answer.eventsPerSecond())
                .filter(trial -> trial.purpose() == Purpose.CONFIRM && trial.verdict() == Trial.Verdict.SUSTAINED)
                .findFirst();
    }

    /** The trial whose run stands for the search: the one that confirmed the answer, else the last. */
    public Trial representativeTrial() {
        return confirmed().orElse(trials.get(trials.size() - 1));
    }

    /** The result as a CI log should show it: scenario and outcome, then why. */
    public String message() {
        return "%s: %s\n  %s".formatted(scenario.name(), outcome(), String.join("\n  ", sentences()));
    }

    /** The answer, then what was asked for, then why the answer is not higher. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(answer.sentence());
        atLeast()
                .ifPresent(required -> sentences.add("capacity.atLeast: required ≥ %s events/s, actual %s"
                        .formatted(
                                Figures.count(required),
                                answer.eventsPerSecond().isPresent()
                                        ? Figures.count(answer.eventsPerSecond().getAsDouble())
                                        : "none")));
        limiting()
                .ifPresent(trial -> trial.reasons()
                        .forEach(reason -> sentences.add(
                                "at %s events/s: %s".formatted(Figures.count(trial.eventsPerSecond()), reason))));
        return sentences;
    }

    /** The last trial at the lowest failed rate that did not hold. */
    private Optional<Trial> limiting() {
        return at(answer.lowestFailedRate())
                .filter(trial -> trial.verdict() != Trial.Verdict.SUSTAINED)
                .reduce((earlier, later) -> later);
    }

    /** The trials at a rate, but for the rounding error of dividing it among producers; none without a rate. */
    private Stream<Trial> at(OptionalDouble rate) {
        return trials.stream()
                .filter(trial -> Math.abs(trial.eventsPerSecond() - rate.orElse(0)) <= 1e-9 * trial.eventsPerSecond());
    }

    private OptionalDouble atLeast() {
        return scenario.capacity().orElseThrow().atLeast();
    }

    /**
     * What a search came to. Rates are events per second of all producers together.
     *
     * @param kind which of the answers it is
     * @param eventsPerSecond the highest rate that held three times at full length, the lower end of the interval in
     *     which the capacity lies; empty if none did
     * @param lowestFailedRate the lowest rate that failed twice, the upper end, or that was INVALID twice; empty if even
     *     the highest held
     * @param unconfirmed rates that held in a short trial but not at full length, and rates to which the search stepped
     *     down and that did not hold either
     */
    public record CapacityAnswer(
            Kind kind, OptionalDouble eventsPerSecond, OptionalDouble lowestFailedRate, List<Double> unconfirmed) {

        /** The kinds of answer. */
        public enum Kind {
            /** The pipeline's limit lies right above the rate. */
            FOUND,
            /** Even the highest rate holds: the capacity is at least that. */
            HIGHEST_HOLDS,
            /** Even the lowest rate does not hold. */
            LOWEST_FAILS,
            /** Above the rate, trials were INVALID twice: a limit of load generator or machine, not the pipeline's. */
            GENERATOR_LIMIT
        }

        public CapacityAnswer {
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
                    "the pipeline sustains %s, which held three times; %s failed twice"
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
            String limit = "%s were INVALID twice, so the pipeline's limit is not known"
                    .formatted(rate(lowestFailedRate.orElseThrow()));
            return eventsPerSecond.isPresent()
                    ? "the pipeline sustains %s or more; %s".formatted(rate(eventsPerSecond.getAsDouble()), limit)
                    : "nothing is known of the pipeline: " + limit;
        }

        private String steppedDown() {
            return unconfirmed.isEmpty()
                    ? ""
                    : "; not confirmed at full length, and so stepped down from: %s"
                            .formatted(unconfirmed.stream()
                                    .map(CapacityAnswer::rate)
                                    .collect(Collectors.joining(", ")));
        }

        private static String rate(double eventsPerSecond) {
            return Figures.count(eventsPerSecond) + " events/s";
        }
    }
}

package io.adpipeline.scenario;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * A search for the highest rate at which the thresholds hold. Rates are of all producers together.
 *
 * @param from lowest rate to try, events per second
 * @param to highest rate to try, events per second, above the lowest
 * @param settle load before measuring in each trial
 * @param trial load that is measured in each trial, at least one window
 * @param confirm load that is measured to confirm the answer, at least as long as a trial
 * @param atLeast least capacity for a PASS, events per second, from the lowest to the highest rate; empty if none is
 *     asked
 */
public record Capacity(
        double from, double to, Duration settle, Duration trial, Duration confirm, OptionalDouble atLeast) {

    static final KeyTable KEYS = new KeyTable();

    static final ScenarioKey<Double> FROM = KEYS.computed(
            "capacity.from",
            ValueType.rate(ScenarioKeys.GREATEST_RATE),
            "",
            scenario -> scenario.capacity().map(Capacity::from),
            "The lowest rate that a search for capacity tries, events per second of all producers together. Any key of"
                    + " capacity makes the scenario such a search; this one must be given then.");
    static final ScenarioKey<Double> TO = KEYS.computed(
            "capacity.to",
            ValueType.rate(ScenarioKeys.GREATEST_RATE),
            "",
            scenario -> scenario.capacity().map(Capacity::to),
            "The highest rate that it tries; must be given too.");
    static final ScenarioKey<Duration> SETTLE = KEYS.ofSearch(
            "capacity.settle",
            ValueType.duration(0),
            Duration.ofSeconds(5),
            Capacity::settle,
            "Load before measuring in each trial; warmup is for the first one, which is not counted.");
    static final ScenarioKey<Duration> TRIAL = KEYS.ofSearch(
            "capacity.trial",
            ValueType.duration(1),
            Duration.ofSeconds(20),
            Capacity::trial,
            "Load that is measured in each trial; at least one window.");
    static final ScenarioKey<Duration> CONFIRM = KEYS.ofSearch(
            "capacity.confirm",
            ValueType.duration(1),
            Duration.ofSeconds(60),
            Capacity::confirm,
            "Load that is measured to confirm the answer; at least as long as a trial.");
    static final ScenarioKey<Double> AT_LEAST = KEYS.computed(
            "capacity.atLeast",
            ValueType.rate(ScenarioKeys.GREATEST_RATE),
            "none",
            scenario -> scenario.capacity()
                    .map(Capacity::atLeast)
                    .filter(OptionalDouble::isPresent)
                    .map(OptionalDouble::getAsDouble),
            "The least capacity with which the scenario passes; from capacity.from to capacity.to.");

    static Capacity of(ScenarioReader keys) {
        return new Capacity(
                keys.needed(FROM),
                keys.needed(TO),
                keys.value(SETTLE),
                keys.value(TRIAL),
                keys.value(CONFIRM),
                keys.written(AT_LEAST).map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }
}

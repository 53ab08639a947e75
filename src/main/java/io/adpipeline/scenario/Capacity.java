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
    static Capacity of(ScenarioReader keys) {
        return new Capacity(
                keys.needed(ScenarioKeys.CAPACITY_FROM),
                keys.needed(ScenarioKeys.CAPACITY_TO),
                keys.value(ScenarioKeys.CAPACITY_SETTLE),
                keys.value(ScenarioKeys.CAPACITY_TRIAL),
                keys.value(ScenarioKeys.CAPACITY_CONFIRM),
                keys.written(ScenarioKeys.CAPACITY_AT_LEAST)
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty()));
    }
}

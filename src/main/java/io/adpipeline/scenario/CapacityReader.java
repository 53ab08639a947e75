package io.adpipeline.scenario;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads the search for capacity that a scenario may be. One thread only. */
final class CapacityReader {

    private static final String GROUP = "capacity";
    /** Stand for what is wrong or missing, which a problem says then. */
    private static final double SOME_RATE = 1;

    private final Entries entries;
    private final Problems problems;
    private final ValueReader values;

    /** Reads the value that is written for a key; empty if none is, or if it is refused. */
    @FunctionalInterface
    interface ValueReader {

        <T> Optional<T> written(ScenarioKey<T> key);
    }

    CapacityReader(Entries entries, Problems problems, ValueReader values) {
        this.entries = entries;
        this.problems = problems;
        this.values = values;
    }

    /** The search; empty if no key of it is written. */
    Optional<Scenario.Capacity> read() {
        if (entries.below(GROUP).isEmpty()) {
            return Optional.empty();
        }
        refuse(ScenarioKeys.EVENTS_PER_PRODUCER, "capacity.from and capacity.to say how much");
        refuse(ScenarioKeys.DURATION, "capacity.trial and capacity.confirm say how long");
        double from = needed(ScenarioKeys.CAPACITY_FROM);
        return Optional.of(new Scenario.Capacity(
                from,
                needed(ScenarioKeys.CAPACITY_TO),
                value(ScenarioKeys.CAPACITY_SETTLE),
                value(ScenarioKeys.CAPACITY_TRIAL),
                value(ScenarioKeys.CAPACITY_CONFIRM),
                values.written(ScenarioKeys.CAPACITY_AT_LEAST)
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty())));
    }

    private void refuse(ScenarioKey<?> key, String instead) {
        entries.get(key.path())
                .ifPresent(entry -> problems.add(
                        entry.place(), key.path(), "left out in a search for capacity: " + instead, entry.shown()));
    }

    private double needed(ScenarioKey<Double> key) {
        if (entries.get(key.path()).isEmpty()) {
            List<String> cause = Stream.concat(
                            Stream.of(GROUP),
                            entries.below(GROUP).keySet().stream().map(name -> GROUP + "." + name))
                    .toList();
            problems.add(entries.place(cause), key.path(), key.allowed(), "missing");
        }
        return values.written(key).orElse(SOME_RATE);
    }

    private <T> T value(ScenarioKey<T> key) {
        return values.written(key).or(key::fallback).orElseThrow();
    }
}

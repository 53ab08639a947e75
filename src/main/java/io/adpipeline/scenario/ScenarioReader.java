package io.adpipeline.scenario;

import io.adpipeline.slo.DurationText;
import io.adpipeline.slo.Threshold;
import io.adpipeline.slo.ThresholdException;
import io.adpipeline.slo.Thresholds;
import io.adpipeline.traffic.TrafficModelFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes a scenario out of the entries of a file, or tells everything that is wrong with them. One thread only. */
final class ScenarioReader {

    private static final Duration LEAST_TAIL_AFTER_WATERMARK = Duration.ofSeconds(5);

    private final Entries entries;
    private final Problems problems;
    private final TrafficReader traffic;

    ScenarioReader(Entries entries, Problems problems, Map<String, TrafficModelFactory> models) {
        this.entries = entries;
        this.problems = problems;
        this.traffic = new TrafficReader(entries, problems, models);
    }

    /** @throws ScenarioException with everything that is wrong */
    Scenario read(String name) {
        try {
            // goes on with defaults in place of what is wrong, so as to find everything in one go
            Scenario scenario = build(name);
            problems.throwIfAny();
            return scenario;
        } catch (ConstraintException broken) {
            broken.violations().forEach(this::add);
            problems.throwIfAny();
            throw broken;
        }
    }

    private Scenario build(String name) {
        Scenario.Traffic law = traffic.read();
        Thresholds thresholds = thresholds();
        Scenario.Pipeline pipeline = pipeline();
        Optional<Scenario.Capacity> capacity = new CapacityReader(entries, problems, this::written).read();
        return new Scenario(
                name,
                value(ScenarioKeys.DESCRIPTION),
                value(ScenarioKeys.TAGS),
                law,
                load(capacity),
                phases(pipeline, thresholds, capacity),
                pipeline,
                written(ScenarioKeys.BOOTSTRAP_SERVERS),
                topics(),
                texts("producer"),
                new Scenario.Timeouts(value(ScenarioKeys.READY_TIMEOUT), value(ScenarioKeys.DRAIN_TIMEOUT)),
                thresholds.withValidityDefaults(),
                capacity);
    }

    private Scenario.Load load(Optional<Scenario.Capacity> capacity) {
        int producers = value(ScenarioKeys.PRODUCERS);
        return new Scenario.Load(
                producers,
                capacity.map(search -> search.from() / producers)
                        .orElseGet(() -> value(ScenarioKeys.EVENTS_PER_PRODUCER)),
                value(ScenarioKeys.CAMPAIGNS),
                value(ScenarioKeys.ADS_PER_CAMPAIGN),
                value(ScenarioKeys.SEED));
    }

    private Scenario.Phases phases(
            Scenario.Pipeline pipeline, Thresholds thresholds, Optional<Scenario.Capacity> capacity) {
        Duration tail = written(ScenarioKeys.TAIL).orElseGet(() -> tail(pipeline.watermark(), thresholds));
        Duration duration = capacity.map(Scenario.Capacity::trial).orElseGet(() -> value(ScenarioKeys.DURATION));
        return new Scenario.Phases(value(ScenarioKeys.WARMUP), duration, tail);
    }

    /** Long enough that a result as late as the largest threshold allows still comes under load. */
    private static Duration tail(Duration watermark, Thresholds thresholds) {
        long largestMs = (long) Math.ceil(thresholds.largestLatencyMs().orElse(0));
        return watermark.plusMillis(Math.max(LEAST_TAIL_AFTER_WATERMARK.toMillis(), largestMs));
    }

    private Scenario.Pipeline pipeline() {
        return new Scenario.Pipeline(
                value(ScenarioKeys.PIPELINE),
                value(ScenarioKeys.WINDOW),
                value(ScenarioKeys.WATERMARK),
                value(ScenarioKeys.OUTPUT_MODE),
                value(ScenarioKeys.TRIGGER),
                texts("spark"));
    }

    private Scenario.Topics topics() {
        return new Scenario.Topics(
                value(ScenarioKeys.EVENTS_TOPIC),
                value(ScenarioKeys.RESULTS_TOPIC),
                value(ScenarioKeys.PARTITIONS),
                value(ScenarioKeys.REPLICATION));
    }

    private Thresholds thresholds() {
        List<Threshold> thresholds = new ArrayList<>();
        entries.below("slo").forEach((key, entry) -> {
            String[] parts = key.split("\\.", 2);
            try {
                // a list or nothing is no limit either, and is refused by the same words
                thresholds.add(Threshold.parse(parts[0], parts[1], entry.text().orElse("")));
            } catch (ThresholdException broken) {
                problems.add(
                        entry.place(),
                        broken.key(),
                        broken.constraint(),
                        entry.shown(),
                        entry.text().map(ScenarioReader::missingUnit).orElse(""));
            }
        });
        return new Thresholds(thresholds);
    }

    private static String missingUnit(String limit) {
        return DurationText.lacksUnit(limit) ? "it has no unit" : "";
    }

    /** The texts below a group in which any key may stand. */
    private Map<String, String> texts(String group) {
        Map<String, String> texts = new TreeMap<>();
        entries.below(group)
                .forEach((key, entry) -> entry.text()
                        .ifPresentOrElse(
                                text -> texts.put(key, text),
                                () -> problems.add(
                                        entry.place(), group + "." + key, "a text or a number", entry.kind())));
        return texts;
    }

    private <T> T value(ScenarioKey<T> key) {
        return written(key).or(key::fallback).orElseThrow();
    }

    /** The value that is written; empty if none is, or if it is refused. */
    private <T> Optional<T> written(ScenarioKey<T> key) {
        Optional<Entry> entry = entries.get(key.path());
        Optional<T> value = entry.flatMap(key::read);
        if (entry.isPresent() && value.isEmpty()) {
            problems.add(
                    entry.get().place(), key.path(), key.allowed(), entry.get().shown(), key.hint(entry.get()));
        }
        return value;
    }

    /** A rule that depends on a value which is wrong itself says nothing. */
    private void add(Violation violation) {
        if (violation.keys().stream().noneMatch(problems::concern)) {
            problems.add(
                    entries.place(violation.keys()),
                    violation.key(),
                    violation.allowed(),
                    violation.actual(),
                    violation.hint());
        }
    }
}

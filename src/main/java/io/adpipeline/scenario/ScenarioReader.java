package io.adpipeline.scenario;

import io.adpipeline.slo.DurationText;
import io.adpipeline.slo.Threshold;
import io.adpipeline.slo.ThresholdException;
import io.adpipeline.slo.Thresholds;
import io.adpipeline.traffic.TrafficModelFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes a scenario of the entries of a file, or reports everything that is wrong with them. One thread only. */
final class ScenarioReader {

    private static final String CAPACITY = "capacity";
    /** In place of a rate that is wrong or missing, which is a problem already. */
    private static final double SOME_RATE = 1;

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
        // goes on with defaults in place of what is wrong, so as to find everything at once
        Thresholds thresholds = thresholds();
        Scenario.Pipeline pipeline = Scenario.Pipeline.of(this);
        Optional<Scenario.Capacity> capacity = capacity();
        Scenario scenario = new Scenario(
                name,
                value(ScenarioKeys.DESCRIPTION),
                value(ScenarioKeys.TAGS),
                traffic.read(),
                Scenario.Load.of(this, capacity),
                Scenario.Phases.of(this, pipeline, thresholds, capacity),
                pipeline,
                written(ScenarioKeys.BOOTSTRAP_SERVERS),
                Scenario.Topics.of(this),
                texts(ScenarioKeys.PRODUCER_PROPERTY),
                Scenario.Timeouts.of(this),
                thresholds.withValidityDefaults(),
                capacity);
        new ScenarioRules(entries, problems).check(scenario);
        problems.throwIfAny();
        return scenario;
    }

    /** The value that is written, else the default. */
    <T> T value(ScenarioKey<T> key) {
        return written(key).or(key::fallback).orElseThrow();
    }

    /** The value that is written; empty if none is, or if it is refused. */
    <T> Optional<T> written(ScenarioKey<T> key) {
        Optional<Entry> entry = entries.get(key.path());
        Optional<T> value = entry.flatMap(key::read);
        if (entry.isPresent() && value.isEmpty()) {
            problems.add(
                    entry.get().place(), key.path(), key.allowed(), entry.get().shown(), key.hint(entry.get()));
        }
        return value;
    }

    /** The rate that is written; a missing one is a problem. */
    double needed(ScenarioKey<Double> key) {
        if (entries.get(key.path()).isEmpty()) {
            List<String> cause = Stream.concat(
                            Stream.of(CAPACITY),
                            entries.below(CAPACITY).keySet().stream().map(name -> CAPACITY + "." + name))
                    .toList();
            problems.add(entries.place(cause), key.path(), key.allowed(), "missing");
        }
        return written(key).orElse(SOME_RATE);
    }

    /** The texts of a group in which any name may stand. */
    Map<String, String> texts(ScenarioKey<String> key) {
        Map<String, String> texts = new TreeMap<>();
        entries.below(key.group())
                .forEach((name, entry) -> entry.text()
                        .ifPresentOrElse(
                                text -> texts.put(name, text),
                                () -> problems.add(
                                        entry.place(), key.group() + "." + name, "a text or a number", entry.kind())));
        return texts;
    }

    /** The search; empty if no key of it is written. */
    private Optional<Scenario.Capacity> capacity() {
        if (entries.below(CAPACITY).isEmpty()) {
            return Optional.empty();
        }
        refuse(ScenarioKeys.EVENTS_PER_PRODUCER, "capacity.from and capacity.to say how much");
        refuse(ScenarioKeys.DURATION, "capacity.trial and capacity.confirm say how long");
        return Optional.of(Scenario.Capacity.of(this));
    }

    private void refuse(ScenarioKey<?> key, String instead) {
        entries.get(key.path())
                .ifPresent(entry -> problems.add(
                        entry.place(), key.path(), "left out in a search for capacity: " + instead, entry.shown()));
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
}

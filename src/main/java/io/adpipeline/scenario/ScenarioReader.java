package io.adpipeline.scenario;

import io.adpipeline.pipeline.PipelineCommand;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Threshold;
import io.adpipeline.slo.Thresholds;
import io.adpipeline.traffic.TrafficModelFactory;
import io.adpipeline.traffic.TrafficParameterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes a scenario of the entries of a file, or reports everything that is wrong with them. One thread only. */
final class ScenarioReader {

    private static final String CAPACITY = "capacity";
    /** Replaces a wrong or missing rate, after that was reported as a problem. */
    private static final double SOME_RATE = 1;

    private static final String MODEL = ScenarioKeys.MODEL.path();
    /** Replaces a wrong or missing traffic model, after that was reported as a problem. */
    private static final String UNKNOWN_MODEL = "unknown";

    private final Entries entries;
    private final Problems problems;
    private final Map<String, TrafficModelFactory> models;

    ScenarioReader(Entries entries, Problems problems, Map<String, TrafficModelFactory> models) {
        this.entries = entries;
        this.problems = problems;
        this.models = models;
    }

    /** @throws ScenarioException with everything that is wrong */
    Scenario read(String name) {
        // goes on with defaults in place of wrong values, to find all problems at once
        Thresholds thresholds = thresholds();
        Scenario.Pipeline pipeline = Scenario.Pipeline.of(this);
        Optional<Capacity> capacity = capacity();
        Phases phases = Phases.of(this, pipeline, thresholds, capacity);
        if (capacity.isEmpty() && phases.sufficeForGrowth(pipeline.window())) {
            thresholds = thresholds.withGrowthDefault();
        }
        Scenario scenario = new Scenario(
                name,
                value(ScenarioKeys.DESCRIPTION),
                value(ScenarioKeys.TAGS),
                traffic(),
                Scenario.Load.of(this, capacity),
                phases,
                pipeline,
                written(ScenarioKeys.BOOTSTRAP_SERVERS),
                Scenario.Topics.of(this),
                texts(ScenarioKeys.PRODUCER_PROPERTY),
                Timeouts.of(this),
                thresholds.withValidityDefaults(),
                capacity,
                Comparison.of(this));
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

    /** The command; empty if the pipeline is one of Java. */
    Optional<PipelineCommand> command() {
        return written(ScenarioKeys.COMMAND)
                .map(words -> new PipelineCommand(
                        words,
                        written(ScenarioKeys.COMMAND_DIRECTORY).orElse("."),
                        texts(ScenarioKeys.COMMAND_VARIABLE)));
    }

    /** The search; empty if no key of it is written. */
    private Optional<Capacity> capacity() {
        return entries.below(CAPACITY).isEmpty() ? Optional.empty() : Optional.of(Capacity.of(this));
    }

    private Scenario.Traffic traffic() {
        Optional<TrafficModelFactory> model = model();
        if (model.isEmpty()) {
            return new Scenario.Traffic(UNKNOWN_MODEL, Map.of());
        }
        Map<String, String> parameters = parameters(model.get());
        checkTraffic(model.get(), parameters);
        return new Scenario.Traffic(model.get().name(), parameters);
    }

    private Optional<TrafficModelFactory> model() {
        Optional<Entry> entry = entries.get(MODEL);
        Optional<TrafficModelFactory> model = entry.flatMap(Entry::text).map(models::get);
        if (model.isEmpty()) {
            Set<String> known = models.keySet();
            problems.add(
                    entries.place(List.of(MODEL, "traffic")),
                    MODEL,
                    "the name of a traffic model (%s)".formatted(String.join(", ", known)),
                    entry.map(Entry::shown).orElse("missing"),
                    entry.flatMap(Entry::text)
                            .map(name -> NearName.hint(name, known))
                            .orElse(""));
        }
        return model;
    }

    private Map<String, String> parameters(TrafficModelFactory model) {
        Map<String, String> parameters = new TreeMap<>();
        Map<String, Entry> written = entries.below("traffic");
        written.remove("model");
        written.forEach((key, entry) -> {
            if (!model.parameters().contains(key)) {
                refuseParameter(model, key, entry);
            } else if (entry.text().isEmpty()) {
                problems.add(entry.place(), "traffic." + key, "a text or a number", entry.shown());
            } else {
                parameters.put(key, entry.text().get());
            }
        });
        return parameters;
    }

    private void refuseParameter(TrafficModelFactory model, String key, Entry entry) {
        Set<String> known = model.parameters();
        String allowed = known.isEmpty()
                ? "left out: %s has no parameters".formatted(model.name())
                : "a parameter of %s (%s)".formatted(model.name(), String.join(", ", known));
        problems.add(entry.place(), "traffic." + key, allowed, Entry.quoted(key), NearName.hint(key, known));
    }

    private void checkTraffic(TrafficModelFactory model, Map<String, String> parameters) {
        try {
            model.create(parameters);
        } catch (TrafficParameterException broken) {
            String key = "traffic." + broken.key();
            problems.add(entries.place(List.of(key, MODEL)), key, broken.constraint(), Entry.quoted(broken.actual()));
        } catch (IllegalArgumentException broken) {
            // a plug-in model may not know the exception above
            problems.add(
                    entries.place(List.of(MODEL)),
                    "traffic",
                    "what %s takes".formatted(model.name()),
                    "refused: " + broken.getMessage());
        }
    }

    private Thresholds thresholds() {
        List<Threshold> thresholds = new ArrayList<>();
        entries.below("slo").forEach((key, entry) -> {
            String[] parts = key.split("\\.", 2);
            try {
                // a list or an empty value is no limit either, and gets the same message
                thresholds.add(Threshold.parse(parts[0], parts[1], entry.text().orElse("")));
            } catch (IllegalArgumentException broken) {
                problems.add(
                        entry.place(),
                        "slo." + key,
                        Threshold.allowed(Metric.ofKey(parts[0]).orElseThrow(), parts[1]),
                        entry.shown(),
                        entry.text().map(ValueType::missingUnit).orElse(""));
            }
        });
        return new Thresholds(thresholds);
    }
}

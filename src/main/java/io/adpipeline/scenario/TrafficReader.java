package io.adpipeline.scenario;

import io.adpipeline.traffic.TrafficModelFactory;
import io.adpipeline.traffic.TrafficParameterException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the law of arrivals and lets its model check the parameters. One thread only. */
final class TrafficReader {

    private static final String MODEL = ScenarioKeys.MODEL.path();
    /** Stands for a model that cannot be known; a problem says so then. */
    private static final String UNKNOWN = "unknown";

    private final Entries entries;
    private final Problems problems;
    private final Map<String, TrafficModelFactory> models;

    TrafficReader(Entries entries, Problems problems, Map<String, TrafficModelFactory> models) {
        this.entries = entries;
        this.problems = problems;
        this.models = models;
    }

    Scenario.Traffic read() {
        Optional<TrafficModelFactory> model = model();
        if (model.isEmpty()) {
            return new Scenario.Traffic(UNKNOWN, Map.of());
        }
        Map<String, String> parameters = parameters(model.get());
        check(model.get(), parameters);
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
                refuse(model, key, entry);
            } else if (entry.text().isEmpty()) {
                problems.add(entry.place(), "traffic." + key, "a text or a number", entry.shown());
            } else {
                parameters.put(key, entry.text().get());
            }
        });
        return parameters;
    }

    private void refuse(TrafficModelFactory model, String key, Entry entry) {
        Set<String> known = model.parameters();
        String allowed = known.isEmpty()
                ? "left out: %s has no parameters".formatted(model.name())
                : "a parameter of %s (%s)".formatted(model.name(), String.join(", ", known));
        problems.add(entry.place(), "traffic." + key, allowed, Entry.quoted(key), NearName.hint(key, known));
    }

    private void check(TrafficModelFactory model, Map<String, String> parameters) {
        try {
            model.create(parameters);
        } catch (TrafficParameterException broken) {
            String key = "traffic." + broken.key();
            problems.add(entries.place(List.of(key, MODEL)), key, broken.constraint(), Entry.quoted(broken.actual()));
        } catch (IllegalArgumentException broken) {
            // a model from elsewhere may not know the exception above
            problems.add(
                    entries.place(List.of(MODEL)),
                    "traffic",
                    "what %s takes".formatted(model.name()),
                    "refused: " + broken.getMessage());
        }
    }
}

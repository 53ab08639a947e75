package io.adpipeline.report;

import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.ScenarioKey;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Metric;
import java.util.List;

/** Scenarios as plain text, before they are run. */
public final class ScenarioText {

    private ScenarioText() {}

    /** One line for each scenario. */
    public static String list(List<Scenario> scenarios) {
        TextTable table = TextTable.ofTexts("scenario", "tags", "traffic", "load", "description");
        for (Scenario scenario : scenarios) {
            table.row(List.of(
                    scenario.name(),
                    String.join(", ", scenario.tags()),
                    scenario.traffic().model(),
                    load(scenario),
                    scenario.description()));
        }
        return table.text();
    }

    /** How many events per second it sends, or between which rates it searches. */
    public static String load(Scenario scenario) {
        return scenario.capacity()
                .map(search -> "from %s to %s events/s, searched"
                        .formatted(Figures.count(search.from()), Figures.count(search.to())))
                .orElseGet(() -> "%d x %s events/s"
                        .formatted(
                                scenario.load().producers(),
                                Figures.count(scenario.load().eventsPerProducer())));
    }

    /** One line for each key. */
    public static String keys(List<ScenarioKey<?>> keys) {
        TextTable table = TextTable.ofTexts("key", "default", "meaning");
        keys.forEach(key -> table.row(List.of(key.path(), key.defaultText(), key.meaning())));
        return table.text();
    }

    /** What thresholds can be set on. */
    public static String metrics() {
        TextTable table = TextTable.ofTexts("metric", "statistics", "meaning");
        for (Metric metric : Metric.values()) {
            table.row(List.of(metric.key(), String.join(" ", metric.statistics()), metric.meaning()));
        }
        return table.text();
    }
}

package io.adpipeline.cli;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.scenario.Scenario;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Options of a command that is one part of a run: where its settings come from, a scenario or the command line alone,
 * and which Kafka it works on.
 */
final class PartOptions {

    /**
     * Values for keys that a scenario must have. A part is not judged, so the threshold is one that no latency breaks,
     * and the tail is longer than any watermark.
     */
    private static final Map<String, String> DEFAULTS =
            Map.of("traffic.model", "uniform", "warmup", "0s", "tail", "8760h", "slo.perEvent.max", "8760h");

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "A scenario, or a file NAME.yaml, to take the settings from. Without one: defaults.")
    private String name;

    @Mixin
    private ScenarioOptions scenarios;

    @Mixin
    private KafkaOptions kafka;

    /** @param more defaults of this command where no scenario is named */
    Scenario scenario(Map<String, String> more) {
        if (name != null) {
            return scenarios.named(name);
        }
        Map<String, String> defaults = new TreeMap<>(DEFAULTS);
        defaults.putAll(more);
        return scenarios.ofKeys("defaults", defaults);
    }

    /** The keys that the command line gives. */
    Map<String, String> given() {
        return scenarios.given();
    }

    /** As {@link KafkaOptions#connection} says. */
    KafkaConnection connection(Scenario scenario) {
        return kafka.connection(scenario);
    }
}

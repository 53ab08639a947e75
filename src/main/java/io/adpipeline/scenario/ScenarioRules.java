package io.adpipeline.scenario;

import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.slo.DurationText;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Thresholds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigValue;

/** Rules that bind several keys of a scenario, or keys of any name. */
final class ScenarioRules {

    private static final Pattern NAME = Pattern.compile("(?!\\.)[A-Za-z0-9._-]{1,100}");
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?i)password|passwd|secret|token|jaas|access[._-]?key|private[._-]?key|keystore[._-]?key");
    private static final Pattern CONNECTION = Pattern.compile("bootstrap\\.servers|security\\..*|sasl\\..*|ssl\\..*");
    /** Without these an acknowledged event can be lost or stored twice: what was sent would not be known. */
    private static final Map<String, List<String>> EXACT = Map.of(
            ProducerConfig.ACKS_CONFIG,
            List.of("all", "-1"),
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            List.of("true"));

    private static final Pattern SERIALIZER = Pattern.compile("(key|value)\\.serializer");

    private ScenarioRules() {}

    static List<Violation> violations(
            String name,
            Scenario.Phases phases,
            Optional<Scenario.Capacity> capacity,
            Scenario.Pipeline pipeline,
            Scenario.Topics topics,
            Map<String, String> producerProperties,
            Thresholds thresholds) {
        List<Violation> violations = new ArrayList<>();
        addName(violations, name);
        ScenarioKey<?> length = capacity.isPresent() ? ScenarioKeys.CAPACITY_TRIAL : ScenarioKeys.DURATION;
        addPhases(violations, length.path(), phases, pipeline);
        addTopics(violations, topics);
        producerProperties.forEach((key, value) -> addProducerProperty(violations, key, value));
        pipeline.settings().keySet().forEach(key -> addCredential(violations, "spark." + key, key));
        addThresholds(violations, thresholds);
        return violations;
    }

    /** The name becomes a directory of the results. */
    private static void addName(List<Violation> violations, String name) {
        if (!NAME.matcher(name).matches()) {
            violations.add(new Violation(
                    List.of("the file's name"),
                    "1 to 100 of [a-zA-Z0-9._-] before .yaml, the first no dot",
                    Entry.quoted(name)));
        }
    }

    private static void addPhases(
            List<Violation> violations, String length, Scenario.Phases phases, Scenario.Pipeline pipeline) {
        if (phases.duration().compareTo(pipeline.window()) < 0) {
            violations.add(new Violation(
                    List.of(length, "window"),
                    "at least one window (%s)".formatted(DurationText.write(pipeline.window())),
                    DurationText.write(phases.duration())));
        }
        boolean neverFinal =
                pipeline.outputMode() == OutputMode.APPEND && phases.tail().compareTo(pipeline.watermark()) <= 0;
        if (neverFinal) {
            violations.add(new Violation(
                    List.of("tail", "watermark", "outputMode"),
                    "longer than the watermark (%s) in append mode, or the last windows never come"
                            .formatted(DurationText.write(pipeline.watermark())),
                    DurationText.write(phases.tail())));
        }
    }

    private static void addTopics(List<Violation> violations, Scenario.Topics topics) {
        // Kafka refuses a topic whose name differs from another's by that alone
        if (topics.events().replace('.', '_').equals(topics.results().replace('.', '_'))) {
            violations.add(new Violation(
                    List.of("topics.results", "topics.events"),
                    "another topic than topics.events (to Kafka . and _ are alike)",
                    Entry.quoted(topics.results())));
        }
    }

    private static void addProducerProperty(List<Violation> violations, String key, String value) {
        String path = "producer." + key;
        if (CONNECTION.matcher(key).matches()) {
            violations.add(new Violation(List.of(path), "left out: it belongs to the connection", "set"));
        } else if (SERIALIZER.matcher(key).matches()) {
            violations.add(new Violation(List.of(path), "left out: the generator writes bytes", "set"));
        } else if (addCredential(violations, path, key)) {
            return;
        } else if (!ProducerConfig.configNames().contains(key)) {
            Set<String> known = ProducerConfig.configNames();
            violations.add(new Violation(
                    List.of(path), "a Kafka producer property", Entry.quoted(key), NearName.hint(key, known)));
        } else {
            addProducerValue(violations, path, key, value);
        }
    }

    private static void addProducerValue(List<Violation> violations, String path, String key, String value) {
        List<String> exact = EXACT.getOrDefault(key, List.of(value));
        if (!exact.contains(value)) {
            violations.add(new Violation(
                    List.of(path),
                    exact.get(0) + ": with anything else it is not known which events the pipeline has to count",
                    Entry.quoted(value)));
            return;
        }
        for (ConfigValue checked : ProducerConfig.configDef().validate(Map.of(key, value))) {
            if (checked.name().equals(key) && !checked.errorMessages().isEmpty()) {
                violations.add(new Violation(
                        List.of(path),
                        "a value that Kafka takes",
                        Entry.quoted(value),
                        checked.errorMessages().get(0)));
            }
        }
    }

    /** Scenarios are written into results, so nothing secret may get into them; the value is not shown either. */
    private static boolean addCredential(List<Violation> violations, String path, String key) {
        boolean credential = CREDENTIAL.matcher(key).find();
        if (credential) {
            violations.add(new Violation(
                    List.of(path), "left out: scenarios are written into results and hold no credentials", "set"));
        }
        return credential;
    }

    private static void addThresholds(List<Violation> violations, Thresholds thresholds) {
        if (!thresholds.judgePipeline()) {
            String metrics = Arrays.stream(Metric.values())
                    .filter(Metric::ofPipeline)
                    .map(Metric::key)
                    .collect(Collectors.joining(", "));
            violations.add(new Violation(
                    List.of("slo"),
                    "at least one threshold on the pipeline (%s), as in {endToEnd: {p90: 2s}}".formatted(metrics),
                    "none"));
        }
    }
}

package io.adpipeline.scenario;

import io.adpipeline.event.AdCatalog;
import io.adpipeline.kafka.Secrets;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineCommand;
import io.adpipeline.slo.DurationText;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Thresholds;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Rules that involve several keys of a scenario, or keys with free names. */
final class ScenarioRules {

    private static final Pattern NAME = Pattern.compile("(?!\\.)[A-Za-z0-9._-]{1,100}");
    private static final Pattern CONNECTION = Pattern.compile("bootstrap\\.servers|security\\..*|sasl\\..*|ssl\\..*");
    /** The only values allowed. With others an acknowledged event can be lost or doubled, so the truth is unknown. */
    private static final Map<String, List<String>> EXACT = Map.of(
            ProducerConfig.ACKS_CONFIG,
            List.of("all", "-1"),
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            List.of("true"));

    private static final String KAFKAS_OWN = "__";
    private static final Pattern SERIALIZER = Pattern.compile("(key|value)\\.serializer");

    private final Entries entries;
    private final Problems problems;

    ScenarioRules(Entries entries, Problems problems) {
        this.entries = entries;
        this.problems = problems;
    }

    /** Reports every rule that the scenario breaks. */
    void check(Scenario scenario) {
        checkName(scenario.name());
        checkPhases(scenario);
        checkLoad(scenario.load());
        checkTopics(scenario.topics());
        scenario.producerProperties().forEach(this::checkProducerProperty);
        scenario.pipeline().settings().keySet().forEach(key -> checkCredential("settings." + key, key));
        scenario.pipeline()
                .command()
                .ifPresentOrElse(command -> checkCommand(command, scenario.pipeline()), this::checkNoCommand);
        checkThresholds(scenario.thresholds());
        scenario.capacity().ifPresent(this::checkCapacity);
        checkComparison(scenario.comparison());
    }

    /**
     * Reports a broken rule, but not if one of its keys was reported already.
     *
     * @param keys the key the rule is about, then the keys it depends on
     */
    private void broken(List<String> keys, String allowed, String actual, String hint) {
        if (keys.stream().noneMatch(problems::has)) {
            problems.add(entries.place(keys), keys.get(0), allowed, actual, hint);
        }
    }

    private void broken(List<String> keys, String allowed, String actual) {
        broken(keys, allowed, actual, "");
    }

    /** Reports a key that is written, but must not be. */
    private void refuse(ScenarioKey<?> key, String why) {
        entries.get(key.path()).ifPresent(entry -> broken(List.of(key.path()), "left out" + why, entry.shown()));
    }

    /** The name becomes a directory of the results. */
    private void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            broken(
                    List.of("the file's name"),
                    "1 to 100 of [a-zA-Z0-9._-] before .yaml, the first no dot",
                    Entry.quoted(name));
        }
    }

    private void checkPhases(Scenario scenario) {
        Phases phases = scenario.phases();
        if (entries.get(ScenarioKeys.WARMUP_AT_MOST.path()).isPresent()) {
            refuse(ScenarioKeys.WARMUP, ": warmup.atMost says how long");
        }
        Scenario.Pipeline pipeline = scenario.pipeline();
        ScenarioKey<?> length = scenario.capacity().isPresent() ? Capacity.TRIAL : ScenarioKeys.DURATION;
        if (phases.duration().compareTo(pipeline.window()) < 0) {
            broken(
                    List.of(length.path(), "window"),
                    "at least one window (%s)".formatted(DurationText.write(pipeline.window())),
                    DurationText.write(phases.duration()));
        }
        if (phases.tail().compareTo(DurationText.LONGEST) > 0) { // computed, from a threshold that is as long
            broken(List.of("tail"), ScenarioKeys.TAIL.allowed(), DurationText.write(phases.tail()));
        }
        boolean neverFinal =
                pipeline.outputMode() == OutputMode.APPEND && phases.tail().compareTo(pipeline.watermark()) <= 0;
        if (neverFinal) {
            broken(
                    List.of("tail", "watermark", "outputMode"),
                    "longer than the watermark (%s) in append mode, or the last windows never come"
                            .formatted(DurationText.write(pipeline.watermark())),
                    DurationText.write(phases.tail()));
        }
    }

    private void checkLoad(Scenario.Load load) {
        if ((long) load.campaigns() * load.adsPerCampaign() > AdCatalog.MAX_ADS) {
            broken(
                    List.of("campaigns", "adsPerCampaign"),
                    "at most %d ads in all, campaigns times adsPerCampaign".formatted(AdCatalog.MAX_ADS),
                    "%d times %d".formatted(load.campaigns(), load.adsPerCampaign()));
        }
    }

    private void checkTopics(Scenario.Topics topics) {
        checkOwnTopic(ScenarioKeys.EVENTS_TOPIC, topics.events());
        checkOwnTopic(ScenarioKeys.RESULTS_TOPIC, topics.results());
        // Kafka refuses two topic names that differ only in . and _
        if (topics.events().replace('.', '_').equals(topics.results().replace('.', '_'))) {
            broken(
                    List.of("topics.results", "topics.events"),
                    "another topic than topics.events (to Kafka . and _ are alike)",
                    Entry.quoted(topics.results()));
        }
    }

    private void checkOwnTopic(ScenarioKey<String> key, String name) {
        if (name.startsWith(KAFKAS_OWN)) {
            broken(List.of(key.path()), "no topic of Kafka's own (__...)", Entry.quoted(name));
        }
    }

    /** @throws IllegalArgumentException if a scenario could not have this topic */
    static String requireTopic(String name) {
        if (name.startsWith(KAFKAS_OWN) || !ValueType.isTopic(name)) {
            throw new IllegalArgumentException(
                    "a topic's name with its prefix must be %s and none of Kafka's own (__...), was '%s'"
                            .formatted(ValueType.TOPIC_RULE, name));
        }
        return name;
    }

    private void checkProducerProperty(String key, String value) {
        String path = "producer." + key;
        if (CONNECTION.matcher(key).matches()) {
            broken(List.of(path), "left out: it belongs to the connection", "set");
        } else if (SERIALIZER.matcher(key).matches()) {
            broken(List.of(path), "left out: the generator writes bytes", "set");
        } else if (checkCredential(path, key)) {
            return;
        } else if (!ProducerConfig.configNames().contains(key)) {
            Set<String> known = ProducerConfig.configNames();
            broken(List.of(path), "a Kafka producer property", Entry.quoted(key), NearName.hint(key, known));
        } else {
            checkProducerValue(path, key, value);
        }
    }

    private void checkProducerValue(String path, String key, String value) {
        List<String> exact = EXACT.getOrDefault(key, List.of(value));
        if (!exact.contains(value)) {
            broken(
                    List.of(path),
                    exact.get(0) + ": with anything else it is not known which events the pipeline has to count",
                    Entry.quoted(value));
            return;
        }
        List<String> errors = ProducerConfig.configDef()
                .validateAll(Map.of(key, value))
                .get(key)
                .errorMessages();
        if (!errors.isEmpty()) {
            broken(List.of(path), "a value that Kafka takes", Entry.quoted(value), errors.get(0));
        }
    }

    /** Refuses credentials, since scenarios are written into results; the message does not show the value either. */
    private boolean checkCredential(String path, String key) {
        boolean credential = Secrets.isSecret(key);
        if (credential) {
            broken(List.of(path), "left out: scenarios are written into results and hold no credentials", "set");
        }
        return credential;
    }

    private void checkCommand(PipelineCommand command, Scenario.Pipeline pipeline) {
        refuse(ScenarioKeys.PIPELINE, ": pipeline.command says which pipeline it is");
        refuse(ScenarioKeys.CLASS_PATH, ": pipeline.command is no pipeline of Java");
        pipeline.consumerGroup()
                .ifPresent(group -> checkPlaceholders(ScenarioKeys.CONSUMER_GROUP.path(), group, pipeline));
        command.words().forEach(word -> checkPlaceholders(ScenarioKeys.COMMAND.path(), word, pipeline));
        command.environment().forEach((name, value) -> {
            String key = ScenarioKeys.COMMAND_VARIABLE.group() + "." + name;
            checkCredential(key, name);
            checkPlaceholders(key, value, pipeline);
        });
    }

    /** The message shows no value, which may be secret. */
    private void checkNoCommand() {
        entries.below("pipeline").forEach((name, entry) -> {
            if (!ScenarioKeys.OF_JAVA.contains("pipeline." + name)) {
                List<String> keys = List.of("pipeline." + name, ScenarioKeys.COMMAND.path());
                broken(keys, "left out without pipeline.command", entry.kind());
            }
        });
    }

    private void checkPlaceholders(String key, String text, Scenario.Pipeline pipeline) {
        PipelineCommand.unknownPlaceholder(text, pipeline.settings())
                .ifPresent(name -> broken(
                        List.of(key),
                        "a text with known placeholders (%s)"
                                .formatted(String.join(", ", PipelineCommand.placeholders())),
                        Entry.quoted(text),
                        NearName.hint(name, PipelineCommand.placeholders())));
    }

    private void checkThresholds(Thresholds thresholds) {
        if (!thresholds.includePipeline()) {
            String metrics = Arrays.stream(Metric.values())
                    .filter(Metric::ofPipeline)
                    .map(Metric::key)
                    .collect(Collectors.joining(", "));
            broken(
                    List.of("slo"),
                    "at least one threshold on the pipeline (%s), as in {perEvent: {p90: 2s}}".formatted(metrics),
                    "none");
        }
    }

    private void checkCapacity(Capacity search) {
        String inSearch = " in a search for capacity: ";
        refuse(ScenarioKeys.EVENTS_PER_PRODUCER, inSearch + "capacity.from and capacity.to say how much");
        refuse(ScenarioKeys.DURATION, inSearch + "capacity.trial and capacity.confirm say how long");
        refuse(ScenarioKeys.WARMUP_AT_MOST, inSearch + "its trials have no warm-up that ends itself");
        String from = ScenarioYaml.shown(search.from());
        String to = ScenarioYaml.shown(search.to());
        boolean inOrder = search.to() > search.from();
        if (!inOrder) {
            broken(List.of("capacity.to", "capacity.from"), "above capacity.from (%s)".formatted(from), to);
        }
        double atLeast = search.atLeast().orElse(search.from());
        if (inOrder && (atLeast < search.from() || atLeast > search.to())) {
            broken(
                    List.of("capacity.atLeast", "capacity.from", "capacity.to"),
                    "from capacity.from to capacity.to (%s to %s)".formatted(from, to),
                    ScenarioYaml.shown(atLeast));
        }
        if (search.confirm().compareTo(search.trial()) < 0) {
            broken(
                    List.of("capacity.confirm", "capacity.trial"),
                    "at least as long as a trial (%s)".formatted(DurationText.write(search.trial())),
                    DurationText.write(search.confirm()));
        }
    }

    private void checkComparison(Comparison comparison) {
        if (comparison.noticePercent() <= comparison.allowPercent()) {
            broken(
                    List.of(Comparison.NOTICE.path(), Comparison.ALLOW.path()),
                    "above compare.allow (%s)".formatted(ScenarioYaml.shown(comparison.allowPercent())),
                    ScenarioYaml.shown(comparison.noticePercent()));
        }
    }
}

package io.adpipeline.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.CapacityResult.CapacityAnswer;
import io.adpipeline.capacity.Trial;
import io.adpipeline.evidence.PipelineUse;
import io.adpipeline.evidence.RunFacts;
import io.adpipeline.load.LoadReport;
import io.adpipeline.scenario.ScenarioYaml;
import io.adpipeline.slo.Check;
import io.adpipeline.slo.Outcome;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Results as JSON: of a run in the format of {@code result.schema.json}, of a suite in that of
 * {@code results.schema.json}, and of a search for capacity; {@link ComparisonJson} has those of a comparison. Names
 * carry their units; what was not measured is absent.
 */
final class ResultJson {

    /** Raised when a name or a meaning changes. */
    static final int FORMAT = 3;

    static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new Jdk8Module()).enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private ResultJson() {}

    /** A run. */
    static String of(RunResult result) {
        return node(result).toPrettyString();
    }

    /** All scenarios of a suite. */
    static String of(SuiteSummary suite) {
        ObjectNode root = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("verdict", Outcome.worst(suite.verdicts()).name());
        ArrayNode scenarios = root.putArray("scenarios");
        suite.outcomes()
                .forEach(outcome ->
                        scenarios.add(outcome.result().map(ResultJson::node).orElseGet(() -> notRun(outcome))));
        ArrayNode searches = root.putArray("searches");
        suite.searches().forEach(search -> {
            ObjectNode node = head(search);
            node.set("answer", answer(search.answer()));
            searches.add(node);
        });
        ArrayNode comparisons = root.putArray("comparisons");
        suite.comparisons().forEach(comparison -> comparisons.add(ComparisonJson.head(comparison)));
        return root.toPrettyString();
    }

    /** A search for capacity. The evidence of each trial is in the folder of its name. */
    static String of(CapacityResult search) {
        RunResult run = search.representativeTrial().run();
        RunFacts first = search.trials().get(0).run().facts();
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
        root.setAll(head(search));
        root.put("startedAt", time(first.startedAtMs()));
        root.set("answer", answer(search.answer()));
        root.set("setup", tree(ScenarioYaml.tree(search.scenario())));
        ArrayNode trials = root.putArray("trials");
        search.trials().forEach(trial -> trials.add(trial(trial)));
        addCircumstances(root, run.facts());
        return root.toPrettyString();
    }

    private static ObjectNode head(CapacityResult search) {
        return JSON.createObjectNode()
                .put("scenario", search.scenario().name())
                .put("verdict", search.outcome().name())
                .put("message", search.message());
    }

    static ObjectNode node(RunResult result) {
        ObjectNode root = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("scenario", result.scenario().name())
                .put("verdict", result.verdict().outcome().name())
                .put("mark", result.verdict().mark().name())
                .put("startedAt", time(result.facts().startedAtMs()));
        ArrayNode checks = root.putArray("checks");
        result.verdict().checks().forEach(check -> checks.add(check(check)));
        root.set("pipelineFaults", tree(result.verdict().pipelineFaults()));
        root.set("invalidReasons", tree(result.verdict().reasons()));
        root.set("setup", tree(ScenarioYaml.tree(result.scenario())));
        addCircumstances(root, result.facts());
        result.load().ifPresent(load -> root.set("load", load(load)));
        result.realised()
                .ifPresent(load -> root.putObject("realised")
                        .put("warmupPercent", load.warmupPercent())
                        .put("measuredPercent", load.measuredPercent())
                        .put("tailPercent", load.tailPercent()));
        result.facts().pipelineUse().ifPresent(use -> root.set("pipelineUse", pipelineUse(use, result)));
        root.set("warmup", tree(result.facts().warmup()));
        root.set("machineUsePercent", tree(result.facts().machineUse()));
        result.facts().consumerLag().ifPresent(lag -> root.set("consumerLag", tree(lag)));
        result.facts().profile().ifPresent(profile -> root.set("profile", tree(profile)));
        result.facts().receiptError().ifPresent(error -> root.set("receiptError", tree(error)));
        result.oracle().ifPresent(oracle -> root.set("oracle", tree(oracle)));
        root.set("latencyMs", tree(result.latencies()));
        root.set("windows", tree(result.windows()));
        result.events().ifPresent(events -> root.set("longestPause", tree(events.longestPause())));
        root.set(
                "stagesMs",
                tree(result.stages().stream()
                        .collect(Collectors.toMap(stats -> stats.stage().key(), stats -> stats))));
        result.stageErrorMs().ifPresent(error -> root.put("largestStageErrorMs", error));
        root.set("backlog", tree(result.backlog()));
        return root.put("malformedRecords", result.facts().malformedRecords());
    }

    static void addCircumstances(ObjectNode root, RunFacts facts) {
        root.putObject("kafka").put("kind", facts.kafkaKind()).put("description", facts.kafka());
        root.set("pipeline", tree(facts.pipeline()));
        root.set("environment", tree(facts.environment().facts()));
    }

    private static ObjectNode pipelineUse(PipelineUse use, RunResult result) {
        ObjectNode node = (ObjectNode) tree(use);
        result.load()
                .map(load -> load.measured().acknowledged())
                .filter(events -> events > 0)
                .ifPresent(events -> node.put("cpuSecondsPerMillionEvents", use.cpuSecondsPerMillion(events)));
        return node;
    }

    private static ObjectNode notRun(ScenarioOutcome outcome) {
        return JSON.createObjectNode()
                .put("scenario", outcome.name())
                .put("verdict", outcome.outcome().name())
                .put("error", outcome.errorText().orElseThrow());
    }

    private static ObjectNode check(Check check) {
        ObjectNode node = JSON.createObjectNode()
                .put("metric", check.threshold().metric().key())
                .put("statistic", check.threshold().statistic())
                .put("required", check.threshold().limit())
                .put("unit", check.threshold().unit().name().toLowerCase(Locale.ROOT))
                .put("state", check.state().name())
                .put("mark", check.mark().name());
        check.actual().ifPresent(actual -> node.put("actual", actual));
        check.interval().ifPresent(interval -> node.set("interval", tree(interval)));
        check.samples().ifPresent(samples -> node.put("samples", samples));
        return node;
    }

    private static ObjectNode load(LoadReport load) {
        ObjectNode node = JSON.valueToTree(load);
        node.remove("sentByProducer"); // for drawing the load again, of no use to others
        return node.put("deliveredSharePercent", load.deliveredPercent())
                .put("achievedEventsPerSecond", load.achievedEventsPerSecond());
    }

    private static ObjectNode answer(CapacityAnswer answer) {
        ObjectNode node = JSON.createObjectNode().put("kind", answer.kind().name());
        answer.eventsPerSecond().ifPresent(rate -> node.put("eventsPerSecond", rate));
        answer.lowestFailedRate().ifPresent(rate -> node.put("tooMuchEventsPerSecond", rate));
        node.set("unconfirmedEventsPerSecond", tree(answer.unconfirmed()));
        return node.put("sentence", answer.sentence());
    }

    private static ObjectNode trial(Trial trial) {
        ObjectNode node = JSON.createObjectNode()
                .put("trial", trial.name())
                .put("purpose", trial.purpose().name())
                .put("eventsPerSecond", trial.eventsPerSecond())
                .put("realisedEventsPerSecond", trial.realisedPerSecond())
                .put("verdict", trial.verdict().name());
        node.set("reasons", tree(trial.reasons()));
        node.put("measuredMs", trial.run().scenario().phases().duration().toMillis());
        trial.run().load().ifPresent(load -> node.set("load", load(load)));
        node.set("latencyMs", tree(trial.run().latencies()));
        node.set("backlog", tree(trial.run().backlog()));
        return node;
    }

    private static String time(long epochMs) {
        return Instant.ofEpochMilli(epochMs).toString();
    }

    static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }
}

package io.adpipeline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.adpipeline.latency.ConfidenceInterval;
import io.adpipeline.latency.Statistic;
import io.adpipeline.load.LoadReport;
import io.adpipeline.run.RunResult;
import io.adpipeline.run.RunResult.LatencyStats;
import io.adpipeline.run.RunResult.StageStats;
import io.adpipeline.run.RunResult.WindowStats;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Check;
import io.adpipeline.slo.Metric;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** The result for machines. Names carry their units; what was not measured is absent. */
final class ResultJson {

    /** Raised when a name or a meaning changes. */
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private ResultJson() {}

    static String of(RunResult result) {
        return write(node(result));
    }

    /** The result as {@code result.schema.json} says. */
    static ObjectNode node(RunResult result) {
        ObjectNode root = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("scenario", result.scenario().name())
                .put("verdict", result.verdict().outcome().name())
                .put("marginal", result.verdict().marginal())
                .put(
                        "startedAt",
                        Instant.ofEpochMilli(result.facts().startedAtMs()).toString());
        root.set("checks", checks(result));
        root.set("pipelineFaults", JSON.valueToTree(result.verdict().pipelineFaults()));
        root.set("invalidReasons", JSON.valueToTree(result.verdict().reasons()));
        root.set("setup", setup(result.scenario()));
        root.set(
                "kafka",
                JSON.createObjectNode()
                        .put("kind", result.facts().kafkaKind())
                        .put("description", result.facts().kafka()));
        root.set("pipeline", JSON.valueToTree(result.facts().pipeline()));
        root.set("environment", JSON.valueToTree(result.facts().environment().facts()));
        result.load().ifPresent(load -> root.set("load", load(load)));
        result.oracle().ifPresent(oracle -> root.set("oracle", JSON.valueToTree(oracle)));
        root.set("latencyMs", latencies(result.latencies()));
        root.set("windows", windows(result));
        root.set("stagesMs", stages(result));
        result.stageErrorMs().ifPresent(error -> root.put("largestStageErrorMs", error));
        root.set("backlog", backlog(result));
        root.put("malformedRecords", result.facts().malformedRecords());
        return root;
    }

    private static ArrayNode checks(RunResult result) {
        ArrayNode checks = JSON.createArrayNode();
        for (Check check : result.verdict().checks()) {
            ObjectNode node = checks.addObject()
                    .put("metric", check.threshold().metric().key())
                    .put("statistic", check.threshold().statistic())
                    .put("required", check.threshold().limit())
                    .put("unit", check.threshold().unit().name().toLowerCase(Locale.ROOT))
                    .put("state", check.state().name());
            check.actual().ifPresent(actual -> node.put("actual", actual));
            check.interval().ifPresent(interval -> node.set("interval", interval(interval)));
            check.samples().ifPresent(samples -> node.put("samples", samples));
        }
        return checks;
    }

    private static ObjectNode setup(Scenario scenario) {
        return JSON.createObjectNode()
                .put("model", scenario.traffic().model())
                .put("producers", scenario.load().producers())
                .put("eventsPerProducerPerSecond", scenario.load().eventsPerProducer())
                .put("campaigns", scenario.load().campaigns())
                .put("adsPerCampaign", scenario.load().adsPerCampaign())
                .put("seed", scenario.load().seed())
                .put("warmupMs", scenario.phases().warmup().toMillis())
                .put("durationMs", scenario.phases().duration().toMillis())
                .put("tailMs", scenario.phases().tail().toMillis())
                .put("windowMs", scenario.pipeline().window().toMillis())
                .put("watermarkMs", scenario.pipeline().watermark().toMillis())
                .put("triggerMs", scenario.pipeline().trigger().toMillis())
                .put("outputMode", scenario.pipeline().outputMode().name().toLowerCase(Locale.ROOT))
                .put("partitions", scenario.topics().partitions());
    }

    private static ObjectNode load(LoadReport load) {
        ObjectNode node = JSON.valueToTree(load);
        return node.put("deliveredSharePercent", 100 * load.deliveredShare())
                .put("achievedEventsPerSecond", load.achievedEventsPerSecond());
    }

    private static ObjectNode latencies(Map<Metric, LatencyStats> latencies) {
        ObjectNode node = JSON.createObjectNode();
        latencies.forEach((metric, stats) -> {
            ObjectNode figures = values(stats.valuesMs()).put("samples", stats.samples());
            ObjectNode intervals = figures.putObject("intervals");
            stats.intervals().forEach((statistic, bounds) -> intervals.set(statistic.key(), interval(bounds)));
            node.set(metric.key(), figures);
        });
        return node;
    }

    private static ObjectNode values(Map<Statistic, Double> valuesMs) {
        ObjectNode node = JSON.createObjectNode();
        valuesMs.forEach((statistic, value) -> node.put(statistic.key(), value));
        return node;
    }

    private static ArrayNode interval(ConfidenceInterval interval) {
        return JSON.createArrayNode().add(interval.low()).add(interval.high());
    }

    private static ArrayNode windows(RunResult result) {
        ArrayNode windows = JSON.createArrayNode();
        for (WindowStats window : result.windows()) {
            ObjectNode node = windows.addObject()
                    .put("startMs", window.startMs())
                    .put("endMs", window.endMs())
                    .put("events", window.events())
                    .put("rows", window.rows());
            ObjectNode latencies = node.putObject("latencyMs");
            window.latencies().forEach((metric, values) -> latencies.set(metric.key(), values(values)));
        }
        return windows;
    }

    private static ObjectNode stages(RunResult result) {
        ObjectNode node = JSON.createObjectNode();
        for (StageStats stage : result.stages()) {
            node.putObject(stage.stage().key()).put("mean", stage.meanMs()).put("p90", stage.p90Ms());
        }
        return node;
    }

    private static ObjectNode backlog(RunResult result) {
        ObjectNode node = JSON.createObjectNode();
        result.backlog().maxEvents().ifPresent(events -> node.put("maxEvents", events));
        result.backlog().meanEvents().ifPresent(events -> node.put("meanEvents", events));
        result.backlog().growthPercent().ifPresent(percent -> node.put("growthPercentOfAskedRate", percent));
        result.backlog().growthInterval().ifPresent(bounds -> node.set("growthInterval", interval(bounds)));
        return node;
    }

    static String write(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

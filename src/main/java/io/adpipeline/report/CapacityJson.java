package io.adpipeline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.Trial;
import io.adpipeline.latency.ConfidenceInterval;
import io.adpipeline.latency.Statistic;
import io.adpipeline.run.RunResult;
import io.adpipeline.run.RunResult.LatencyStats;
import io.adpipeline.scenario.Scenario.Capacity;
import io.adpipeline.slo.Metric;
import java.io.UncheckedIOException;
import java.time.Instant;

/** A search for capacity as JSON; names carry their units. The evidence of each trial is in the folder of its name. */
final class CapacityJson {

    /** Raised when a name or a meaning changes. */
    private static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private CapacityJson() {}

    static String of(CapacityResult result) {
        RunResult run = result.telling().run();
        ObjectNode root = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("scenario", result.scenario().name())
                .put("verdict", result.outcome().name())
                .put("message", result.message())
                .put(
                        "startedAt",
                        Instant.ofEpochMilli(
                                        result.trials().get(0).run().facts().startedAtMs())
                                .toString());
        root.set("answer", answer(result));
        root.set("search", search(result));
        root.set("trials", trials(result));
        root.put("kafka", result.kafka());
        root.set("pipeline", JSON.valueToTree(run.facts().pipeline()));
        root.set("environment", JSON.valueToTree(run.facts().environment().facts()));
        return write(root);
    }

    private static ObjectNode answer(CapacityResult result) {
        ObjectNode node =
                JSON.createObjectNode().put("kind", result.answer().kind().name());
        result.answer().eventsPerSecond().ifPresent(rate -> node.put("eventsPerSecond", rate));
        result.answer().tooMuch().ifPresent(rate -> node.put("tooMuchEventsPerSecond", rate));
        node.set("unconfirmedEventsPerSecond", JSON.valueToTree(result.answer().unconfirmed()));
        return node.put("sentence", result.answer().sentence());
    }

    private static ObjectNode search(CapacityResult result) {
        Capacity capacity = result.scenario().capacity().orElseThrow();
        ObjectNode node = JSON.createObjectNode()
                .put("model", result.scenario().traffic().model())
                .put("producers", result.scenario().load().producers())
                .put("fromEventsPerSecond", capacity.from())
                .put("toEventsPerSecond", capacity.to())
                .put("settleMs", capacity.settle().toMillis())
                .put("trialMs", capacity.trial().toMillis())
                .put("confirmMs", capacity.confirm().toMillis())
                .put("windowMs", result.scenario().pipeline().window().toMillis());
        capacity.atLeast().ifPresent(rate -> node.put("atLeastEventsPerSecond", rate));
        return node;
    }

    private static ArrayNode trials(CapacityResult result) {
        ArrayNode trials = JSON.createArrayNode();
        for (Trial trial : result.trials()) {
            ObjectNode node = trials.addObject()
                    .put("trial", trial.name())
                    .put("purpose", trial.purpose().name())
                    .put("eventsPerSecond", trial.eventsPerSecond())
                    .put("verdict", trial.verdict().name());
            node.set("reasons", JSON.valueToTree(trial.reasons()));
            measured(node, trial.run());
        }
        return trials;
    }

    private static void measured(ObjectNode node, RunResult run) {
        node.put("measuredMs", run.scenario().phases().duration().toMillis());
        run.load()
                .ifPresent(load -> node.put("achievedEventsPerSecond", load.achievedEventsPerSecond())
                        .put("scheduleLagP99Ms", load.scheduleLagMs().get(Statistic.P99.key())));
        latency(node, run, Metric.END_TO_END);
        latency(node, run, Metric.WINDOW_CLOSE);
        run.backlog().growthPercent().ifPresent(percent -> node.put("backlogGrowthPercentOfAskedRate", percent));
        run.backlog().growthInterval().ifPresent(interval -> node.set("backlogGrowthInterval", interval(interval)));
    }

    private static void latency(ObjectNode node, RunResult run, Metric metric) {
        LatencyStats stats = run.latencies().get(metric);
        if (stats != null) {
            node.put(metric.key() + "P90Ms", stats.valuesMs().get(Statistic.P90));
            ConfidenceInterval interval = stats.intervals().get(Statistic.P90);
            if (interval != null) {
                node.set(metric.key() + "P90Interval", interval(interval));
            }
        }
    }

    private static ArrayNode interval(ConfidenceInterval interval) {
        return JSON.createArrayNode().add(interval.low()).add(interval.high());
    }

    private static String write(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

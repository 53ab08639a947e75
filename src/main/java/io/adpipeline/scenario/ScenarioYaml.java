package io.adpipeline.scenario;

import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.slo.DurationText;
import io.adpipeline.slo.Threshold;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes scenarios as YAML. */
public final class ScenarioYaml {

    private ScenarioYaml() {}

    /** The scenario with everything that can be said of it; {@link ScenarioParser} makes an equal one of the text. */
    public static String write(Scenario scenario) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setSplitLines(false)
                .build();
        return new Dump(settings).dumpToString(tree(scenario));
    }

    /** A value as scenarios write it; for error messages. */
    static String shown(Object value) {
        Object plain = plain(value);
        return plain instanceof String text && !(value instanceof Duration) ? Entry.quoted(text) : plain.toString();
    }

    private static Map<String, Object> tree(Scenario scenario) {
        Map<String, Object> root = new LinkedHashMap<>();
        put(root, ScenarioKeys.DESCRIPTION, scenario.description());
        put(root, ScenarioKeys.TAGS, scenario.tags());
        put(root, ScenarioKeys.PIPELINE, scenario.pipeline().name());
        put(root, ScenarioKeys.MODEL, scenario.traffic().model());
        putAll(root, "traffic", scenario.traffic().parameters());
        putLoad(root, scenario);
        putPhases(root, scenario);
        scenario.bootstrapServers().ifPresent(servers -> put(root, ScenarioKeys.BOOTSTRAP_SERVERS, servers));
        putTopics(root, scenario.topics());
        putAll(root, "producer", scenario.producerProperties());
        putAll(root, "spark", scenario.pipeline().settings());
        put(root, ScenarioKeys.READY_TIMEOUT, scenario.timeouts().ready());
        put(root, ScenarioKeys.DRAIN_TIMEOUT, scenario.timeouts().drain());
        scenario.capacity().ifPresent(search -> putCapacity(root, search));
        for (Threshold threshold : scenario.thresholds().all()) {
            child(child(root, "slo"), threshold.metric().key()).put(threshold.statistic(), number(threshold.written()));
        }
        return root;
    }

    private static void putLoad(Map<String, Object> root, Scenario scenario) {
        Scenario.Load load = scenario.load();
        put(root, ScenarioKeys.PRODUCERS, load.producers());
        if (scenario.capacity().isEmpty()) {
            put(root, ScenarioKeys.EVENTS_PER_PRODUCER, load.eventsPerProducer());
        }
        put(root, ScenarioKeys.CAMPAIGNS, load.campaigns());
        put(root, ScenarioKeys.ADS_PER_CAMPAIGN, load.adsPerCampaign());
        put(root, ScenarioKeys.SEED, load.seed());
    }

    private static void putPhases(Map<String, Object> root, Scenario scenario) {
        put(root, ScenarioKeys.WARMUP, scenario.phases().warmup());
        if (scenario.capacity().isEmpty()) {
            put(root, ScenarioKeys.DURATION, scenario.phases().duration());
        }
        put(root, ScenarioKeys.TAIL, scenario.phases().tail());
        put(root, ScenarioKeys.WINDOW, scenario.pipeline().window());
        put(root, ScenarioKeys.WATERMARK, scenario.pipeline().watermark());
        put(root, ScenarioKeys.OUTPUT_MODE, scenario.pipeline().outputMode());
        put(root, ScenarioKeys.TRIGGER, scenario.pipeline().trigger());
    }

    private static void putTopics(Map<String, Object> root, Scenario.Topics topics) {
        put(root, ScenarioKeys.EVENTS_TOPIC, topics.events());
        put(root, ScenarioKeys.RESULTS_TOPIC, topics.results());
        put(root, ScenarioKeys.PARTITIONS, topics.partitions());
        put(root, ScenarioKeys.REPLICATION, topics.replication());
    }

    private static void putCapacity(Map<String, Object> root, Scenario.Capacity search) {
        put(root, ScenarioKeys.CAPACITY_FROM, search.from());
        put(root, ScenarioKeys.CAPACITY_TO, search.to());
        put(root, ScenarioKeys.CAPACITY_SETTLE, search.settle());
        put(root, ScenarioKeys.CAPACITY_TRIAL, search.trial());
        put(root, ScenarioKeys.CAPACITY_CONFIRM, search.confirm());
        search.atLeast().ifPresent(rate -> put(root, ScenarioKeys.CAPACITY_AT_LEAST, rate));
    }

    private static <T> void put(Map<String, Object> root, ScenarioKey<T> key, T value) {
        String[] path = key.path().split("\\.", 2);
        Map<String, Object> group = path.length == 1 ? root : child(root, path[0]);
        group.put(path[path.length - 1], plain(value));
    }

    private static void putAll(Map<String, Object> root, String group, Map<String, String> texts) {
        Map<String, Object> child = child(root, group);
        texts.forEach((key, text) -> child.put(key, number(text)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.computeIfAbsent(name, missing -> new LinkedHashMap<String, Object>());
    }

    private static Object plain(Object value) {
        if (value instanceof Duration duration) {
            return DurationText.write(duration);
        }
        if (value instanceof OutputMode mode) {
            return ValueType.written(mode);
        }
        return value instanceof Double rate && Double.isFinite(rate)
                ? number(BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString())
                : value;
    }

    /** A number if it would be written just like the text, so that it needs no quotes; else the text. */
    private static Object number(String text) {
        try {
            Object number = text.contains(".") ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text);
            return number.toString().equals(text) ? number : text;
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }
}

package io.adpipeline.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adpipeline.compare.Block;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.Ratio;
import io.adpipeline.compare.Round;
import io.adpipeline.compare.Side;
import io.adpipeline.scenario.GatingStatistic;
import io.adpipeline.scenario.ScenarioYaml;
import java.util.Map;

/** Comparisons for machines; names carry their units, and what was not measured is absent. */
final class ComparisonJson {

    /** CPU time that the process of the other side used during a block, in percent of a core. */
    static final String IDLE = "otherProcessPercentOfCore";

    private ComparisonJson() {}

    /**
     * A comparison in the format of {@code comparison.schema.json}. The evidence of a block is in the folder of its
     * name.
     */
    static String of(ComparisonResult comparison) {
        ObjectNode root = ResultJson.JSON.createObjectNode().put("format", ResultJson.FORMAT);
        root.setAll(head(comparison));
        root.put("ended", comparison.ended())
                .put("kafka", comparison.kafka())
                .put("orderSeed", comparison.plan().orderSeed());
        root.set("looks", ResultJson.tree(comparison.looks()));
        ObjectNode sides = root.putObject("sides");
        for (Side side : Side.values()) {
            ObjectNode node = sides.putObject(side.label());
            node.set("changes", ResultJson.tree(comparison.plan().changes().getOrDefault(side, Map.of())));
            node.set(
                    "setup",
                    ResultJson.tree(
                            ScenarioYaml.tree(comparison.plan().scenarios().get(side))));
            comparison.rounds().stream()
                    .flatMap(round -> round.blocks().stream())
                    .filter(block -> block.side() == side)
                    .findFirst()
                    .ifPresent(block ->
                            ResultJson.addCircumstances(node, block.run().facts()));
        }
        ObjectNode figures = root.putObject("figures");
        for (GatingStatistic statistic : GatingStatistic.values()) {
            figures.set(statistic.key(), figure(comparison, statistic));
        }
        ArrayNode rounds = root.putArray("rounds");
        comparison.rounds().forEach(round -> rounds.add(round(round, comparison)));
        return root.toPrettyString();
    }

    static ObjectNode head(ComparisonResult comparison) {
        GatingStatistic gate = comparison.plan().comparison().statistic();
        ObjectNode node = ResultJson.JSON
                .createObjectNode()
                .put("scenario", comparison.plan().name())
                .put("verdict", comparison.verdict().name())
                .put("outcome", comparison.outcome().name())
                .put("statistic", gate.key());
        comparison.ratio(gate).ifPresent(ratio -> node.set("ratio", ratio(ratio)));
        return node.put("message", comparison.message());
    }

    private static ObjectNode figure(ComparisonResult comparison, GatingStatistic statistic) {
        ObjectNode node = ResultJson.JSON.createObjectNode();
        for (Side side : Side.values()) {
            comparison.value(side, statistic).ifPresent(value -> node.put(side.label(), value));
        }
        comparison.ratio(statistic).ifPresent(ratio -> node.set("ratio", ratio(ratio)));
        return node;
    }

    private static ObjectNode ratio(Ratio ratio) {
        ObjectNode node = ResultJson.JSON.createObjectNode().put("value", ratio.value());
        node.putArray("interval").add(ratio.low()).add(ratio.high());
        return node.put("confidence", ratio.confidence());
    }

    private static ObjectNode round(Round round, ComparisonResult comparison) {
        GatingStatistic gate = comparison.plan().comparison().statistic();
        ObjectNode node = ResultJson.JSON
                .createObjectNode()
                .put("round", round.number())
                .put("order", round.order())
                .put("counts", comparison.counted().contains(round));
        round.logRatio(gate).ifPresent(ratio -> node.put("ratio", Math.exp(ratio)));
        node.set("faults", ResultJson.tree(round.faults()));
        node.set("doubts", ResultJson.tree(round.doubts(gate)));
        ArrayNode blocks = node.putArray("blocks");
        round.blocks().forEach(block -> blocks.add(block(block)));
        return node;
    }

    private static ObjectNode block(Block block) {
        ObjectNode node = ResultJson.JSON
                .createObjectNode()
                .put("block", block.name())
                .put("side", block.side().label())
                .put("verdict", block.run().verdict().outcome().name());
        block.idlePercent().ifPresent(percent -> node.put(IDLE, percent));
        for (GatingStatistic statistic : GatingStatistic.values()) {
            block.value(statistic).ifPresent(value -> node.put(statistic.key(), value));
        }
        return node;
    }
}

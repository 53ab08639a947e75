package io.adpipeline.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adpipeline.slo.Outcome;
import java.util.List;

/** All scenarios of a suite for machines, as {@code results.schema.json} says. */
final class SuiteJson {

    private SuiteJson() {}

    static String of(List<ScenarioOutcome> outcomes) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", ResultJson.FORMAT).put("verdict", verdict(outcomes).name());
        ArrayNode scenarios = root.putArray("scenarios");
        outcomes.forEach(outcome -> scenarios.add(node(outcome)));
        return ResultJson.write(root);
    }

    private static Outcome verdict(List<ScenarioOutcome> outcomes) {
        return Outcome.worst(outcomes.stream().map(ScenarioOutcome::outcome).toList());
    }

    private static ObjectNode node(ScenarioOutcome outcome) {
        return outcome.result()
                .map(ResultJson::node)
                .orElseGet(() -> JsonNodeFactory.instance
                        .objectNode()
                        .put("scenario", outcome.name())
                        .put("verdict", outcome.outcome().name())
                        .put("error", outcome.errorText().orElseThrow()));
    }
}

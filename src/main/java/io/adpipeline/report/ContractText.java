package io.adpipeline.report;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.evidence.Abort;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.result.OracleReport;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a pipeline keeps its contract, point by point, as plain text. Latencies play no part in it. */
public final class ContractText {

    private final RunResult result;
    /** By requirement, how the pipeline broke it; empty if it kept it. */
    private final Map<String, Optional<String>> points = new LinkedHashMap<>();

    private ContractText(RunResult result) {
        this.result = result;
        points.put(
                "it starts, its first result comes in time, and it works until it is asked to end",
                result.facts()
                        .abort()
                        .filter(abort -> abort.culprit() == Culprit.PIPELINE)
                        .map(Abort::message));
        result.oracle().ifPresent(this::addResults);
    }

    /** The check of a run, which was made for this purpose. */
    public static ContractText of(RunResult result) {
        return new ContractText(result);
    }

    private void addResults(OracleReport oracle) {
        boolean append = result.scenario().pipeline().outputMode() == OutputMode.APPEND;
        add("every record of the results topic is a result", oracle.unreadable(), "are none");
        add("every window and campaign with events gets a result", oracle.missing(), "get none");
        add("no other window and campaign gets one", oracle.extra(), "of which no event was sent");
        add("the last result of each has the exact counts and newest times", oracle.different(), "have not");
        add("no result counts events that were not sent", oracle.impossible(), "do");
        add("counts never fall", oracle.decreasing(), "results count less than one before them");
        add(append ? "each gets one result" : "no result comes twice", oracle.duplicate(), "too many");
        add(
                "all results of a window and campaign are in one partition, in order",
                oracle.scattered(),
                "are in several");
    }

    private void add(String demand, long broken, String how) {
        points.put(demand, broken == 0 ? Optional.empty() : Optional.of(Figures.count(broken) + " " + how));
    }

    /** INVALID if results may have been lost; otherwise FAIL if a point is broken; else INVALID if there is a doubt. */
    public Outcome outcome() {
        if (lost().isPresent()) {
            return Outcome.INVALID;
        }
        if (points.values().stream().anyMatch(Optional::isPresent)) {
            return Outcome.FAIL;
        }
        return result.oracle().isEmpty() || doubt().isPresent() ? Outcome.INVALID : Outcome.PASS;
    }

    /** What other than the pipeline may have lost events or results. */
    private Optional<String> lost() {
        return result.facts()
                .abort()
                .filter(abort -> abort.culprit() != Culprit.PIPELINE)
                .map(Abort::message)
                .or(() -> result.load()
                        .filter(load -> load.whole().failed() > 0)
                        .map(load -> "%s sends failed, the first with %s"
                                .formatted(Figures.count(load.whole().failed()), load.firstFailure())));
    }

    private Optional<String> doubt() {
        return lost().or(() -> result.oracle()
                .filter(oracle -> oracle.droppedLate() > 0)
                .map(oracle ->
                        "events reached Kafka later than the watermark allows, so it is not known what should have been"
                                + " counted; run it again"));
    }

    /** Each point in a line, examples of what is wrong, and the outcome. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("\nthe contract of docs/YOUR-PIPELINE.md, point by point");
        points.forEach((demand, broken) -> lines.add("  %-6s  %s%s"
                .formatted(
                        broken.isEmpty() ? "kept" : lost().isPresent() ? "open" : "BROKEN",
                        demand,
                        broken.map(how -> ": " + how).orElse(""))));
        lines.add("  " + optional());
        result.oracle()
                .map(OracleReport::examples)
                .ifPresent(examples -> examples.forEach(line -> lines.add("    " + line)));
        lines.add(
                switch (outcome()) {
                    case PASS -> "\nthe pipeline keeps its contract";
                    case FAIL -> "\nthe pipeline breaks its contract";
                    case INVALID -> "\nthis proves nothing: " + doubt().orElse("the load left no report");
                });
        return String.join("\n", lines);
    }

    private String optional() {
        boolean traced =
                result.evidence().rows().stream().anyMatch(row -> row.trace().complete());
        return traced
                ? "there   batch_id, max_append_time and emit_time, from which reports say where the time went"
                : "absent  batch_id, max_append_time and emit_time, which are optional: reports do not say where the time went";
    }
}

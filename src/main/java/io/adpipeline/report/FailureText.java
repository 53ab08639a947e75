package io.adpipeline.report;

import static io.adpipeline.report.TextTable.NONE;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.slo.Check;
import io.adpipeline.slo.Outcome;
import io.adpipeline.slo.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a run did not pass, as the message of the failed test: a first line with the main cause, a table of the broken
 * thresholds, and what else is wrong. Allure sorts failures into categories by the first line.
 */
public final class FailureText {

    private FailureText() {}

    /**
     * The text for a run that did not pass, as in {@code smoke: FAIL (threshold broken): perEvent p90 is 506 ms, required
     * ≤ 1 ms}.
     */
    public static String of(RunResult result) {
        Verdict verdict = result.verdict();
        List<String> lines = new ArrayList<>();
        String gist = firstLine(gist(verdict));
        lines.add("%s: %s: %s"
                .formatted(
                        result.scenario().name(), ScenarioOutcome.judged(result).verdictText(), gist));
        if (!verdict.broken().isEmpty()) {
            lines.add(table(verdict.broken()).stripTrailing());
        }
        sentences(verdict).stream()
                .filter(sentence -> !sentence.equals(gist) && !sentence.equals(verdict.doubt(gist)))
                .forEach(sentence -> lines.add("  " + sentence));
        return String.join("\n", lines);
    }

    /**
     * The text for a search that did not pass, as in
     * {@code hunt: FAIL (threshold broken): even the lowest rate fails: …}.
     */
    public static String of(CapacityResult search) {
        return text(search.scenario().name(), search.outcome(), FailureKind.of(search), search.sentences());
    }

    /** The text for a comparison that did not pass, as in {@code smoke: FAIL (slower): perEvent p90 of b …}. */
    public static String of(ComparisonResult comparison) {
        return text(comparison.plan().name(), comparison.outcome(), FailureKind.of(comparison), comparison.sentences());
    }

    private static String text(String name, Outcome outcome, Optional<FailureKind> kind, List<String> sentences) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s (%s): %s".formatted(name, outcome, kind.orElseThrow().text(), sentences.get(0)));
        sentences.stream().skip(1).forEach(sentence -> lines.add("  " + sentence));
        return String.join("\n", lines);
    }

    /** The sentences of a verdict: where the time went, faults, doubts; the doubts come first if it is INVALID. */
    static List<String> sentences(Verdict verdict) {
        List<String> sentences = new ArrayList<>(verdict.pipelineFaults());
        verdict.broken().stream()
                .flatMap(check -> check.explanation().stream())
                .findFirst()
                .ifPresent(explanation -> sentences.add(0, explanation));
        List<String> doubts = verdict.reasons().stream().map(verdict::doubt).toList();
        sentences.addAll(verdict.outcome() == Outcome.INVALID ? 0 : sentences.size(), doubts);
        return sentences;
    }

    /** What decided the verdict of a run that did not pass. */
    private static String gist(Verdict verdict) {
        if (verdict.outcome() == Outcome.INVALID) {
            return verdict.reasons().get(0);
        }
        if (!verdict.pipelineFaults().isEmpty()) {
            return verdict.pipelineFaults().get(0);
        }
        Check check = verdict.broken().get(0);
        return "%s is %s, required %s"
                .formatted(
                        check.threshold().title(),
                        check.valueText(),
                        check.threshold().demand());
    }

    private static String table(List<Check> broken) {
        TextTable table = new TextTable("metric", "required", "actual", "95 % interval");
        broken.forEach(check -> table.row(row(check)));
        return table.text();
    }

    /** A broken threshold as cells: metric and statistic, limit, measured value, and the value's interval. */
    static List<String> row(Check check) {
        return List.of(
                check.threshold().title(),
                check.threshold().demand(),
                check.valueText(),
                check.intervalText().orElse(NONE));
    }

    /** The first line of a message, which may be pages long; {@code …} stands for the rest. */
    static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end).stripTrailing() + " …";
    }
}

package io.adpipeline.report;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.slo.Check;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Outcome;
import io.adpipeline.slo.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a run is no pass, as the message of the failed test: a first line that says the most, a table of the broken
 * thresholds, and what else is wrong. Categories of reports go by the first line.
 */
public final class FailureText {

    private static final String INDENT = "  ";
    private static final String NONE = "-";

    private FailureText() {}

    /** The text for a run that is no pass, as in {@code smoke: FAIL (threshold broken): perEvent p90 is 506 ms, required ≤ 1 ms}. */
    public static String of(RunResult result) {
        List<Check> broken = broken(result);
        List<String> lines = new ArrayList<>();
        String gist = gist(result, broken);
        lines.add("%s: %s: %s"
                .formatted(
                        result.scenario().name(), ScenarioOutcome.judged(result).verdictText(), firstLine(gist)));
        if (!broken.isEmpty()) {
            lines.add(table(broken).stripTrailing());
        }
        sentences(result).stream()
                .filter(sentence -> !sentence.equals(firstLine(gist))
                        && !sentence.equals(result.verdict().doubt(firstLine(gist))))
                .forEach(sentence -> lines.add(INDENT + sentence));
        return String.join("\n", lines);
    }

    /** The text for a search that is no pass, as in {@code hunt: FAIL (threshold broken): even the lowest rate fails: …}. */
    public static String of(CapacityResult search) {
        return text(
                search.scenario().name(),
                search.outcome(),
                FailureKind.of(search).orElseThrow(),
                search.sentences());
    }

    /** The text for a comparison that is no pass, as in {@code smoke: FAIL (threshold broken): SLOWER: perEvent p90 of b …}. */
    public static String of(ComparisonResult comparison) {
        List<String> sentences = new ArrayList<>(comparison.sentences());
        sentences.set(0, "%s: %s".formatted(comparison.verdict(), sentences.get(0)));
        return text(
                comparison.plan().name(),
                comparison.outcome(),
                FailureKind.of(comparison).orElseThrow(),
                sentences);
    }

    private static String text(String name, Outcome outcome, FailureKind kind, List<String> sentences) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s (%s): %s".formatted(name, outcome, kind.text(), sentences.get(0)));
        sentences.stream().skip(1).forEach(sentence -> lines.add(INDENT + sentence));
        return String.join("\n", lines);
    }

    /** What else there is to say: doubts, the stage that took longest, what is wrong; first what decided the verdict. */
    static List<String> sentences(RunResult result) {
        Verdict verdict = result.verdict();
        List<String> doubts = verdict.reasons().stream().map(verdict::doubt).toList();
        boolean invalid = verdict.outcome() == Outcome.INVALID;
        List<String> sentences = new ArrayList<>();
        if (invalid) {
            sentences.addAll(doubts);
        }
        broken(result).stream()
                .flatMap(check -> check.explanation().stream())
                .findFirst()
                .ifPresent(sentences::add);
        sentences.addAll(verdict.pipelineFaults());
        if (!invalid) {
            sentences.addAll(doubts);
        }
        return sentences;
    }

    static List<Check> broken(RunResult result) {
        return result.verdict().checks().stream()
                .filter(check -> check.state() == Check.State.BROKEN)
                .toList();
    }

    /** The one thing to know of a run that is no pass: what decided its verdict. */
    private static String gist(RunResult result, List<Check> broken) {
        List<String> all = new ArrayList<>();
        if (result.verdict().outcome() == Outcome.INVALID) {
            all.addAll(result.verdict().reasons());
        }
        all.addAll(result.verdict().pipelineFaults());
        broken.forEach(check -> all.add("%s %s is %s, required %s"
                .formatted(
                        check.threshold().metric().key(),
                        check.threshold().statistic(),
                        actual(check),
                        check.threshold().demand())));
        return all.get(0);
    }

    private static String table(List<Check> broken) {
        TextTable table = new TextTable("metric", "required", "actual", "95 % interval");
        broken.forEach(check -> table.row(List.of(
                check.threshold().metric().key() + " " + check.threshold().statistic(),
                check.threshold().demand(),
                actual(check),
                interval(check))));
        return table.text(INDENT);
    }

    static String actual(Check check) {
        return check.actual().isPresent()
                ? Figures.against(
                        check.threshold().limit(),
                        check.threshold().unit(),
                        check.actual().getAsDouble())
                : "not measured";
    }

    /** The interval in the unit of the actual value. */
    static String interval(Check check) {
        return check.actual().isPresent()
                ? check.interval()
                        .map(bounds -> Figures.bounds(check.actual().getAsDouble(), bounds))
                        .orElse(NONE)
                : NONE;
    }

    /** Messages of programs may go on for pages; the first line says what happened. */
    static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end).stripTrailing() + " …";
    }
}

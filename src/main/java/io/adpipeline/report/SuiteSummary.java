package io.adpipeline.report;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.RunResult.StageStats;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.latency.Statistic;
import io.adpipeline.result.Stage;
import io.adpipeline.slo.Check;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Outcome;
import io.adpipeline.slo.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All scenarios of a suite on a page of Markdown, for pull requests: a table that fits into a column of 800 pixels, and
 * below it what is wrong.
 *
 * @param outcomes the outcomes of its runs
 * @param searches its searches for capacity
 * @param comparisons its comparisons
 * @param reruns which scenarios were run again and after what, a sentence each
 * @param reportUrl where the whole report can be read, if that is known
 */
public record SuiteSummary(
        List<ScenarioOutcome> outcomes,
        List<CapacityResult> searches,
        List<ComparisonResult> comparisons,
        List<String> reruns,
        Optional<String> reportUrl) {

    private static final int MOST_SENTENCES = 5;
    private static final String NONE = "–";
    private static final String NO_BREAK = "\u00a0";
    private static final Map<Outcome, String> SIGNS =
            Map.of(Outcome.PASS, "✅", Outcome.FAIL, "❌", Outcome.INVALID, "⚠️");

    /** The outcome of each run, search and comparison. */
    public List<Outcome> verdicts() {
        return Stream.of(
                        outcomes.stream().map(ScenarioOutcome::outcome),
                        searches.stream().map(CapacityResult::outcome),
                        comparisons.stream().map(ComparisonResult::outcome))
                .flatMap(each -> each)
                .toList();
    }

    /** A line for each search, comparison and run, for a console. */
    public String text() {
        return (searches.isEmpty() ? "" : "\nall searches for capacity\n" + CapacityText.summary(searches))
                + (comparisons.isEmpty() ? "" : "\nall comparisons\n" + ComparisonText.summary(comparisons))
                + (outcomes.isEmpty() ? "" : "\nall scenarios\n" + ResultText.summary(outcomes));
    }

    String markdown() {
        StringBuilder page = new StringBuilder("## %s\n\n".formatted(headline()));
        if (!outcomes.isEmpty()) {
            page.append(table());
        }
        outcomes.forEach(outcome -> outcome.result()
                .flatMap(result -> result.facts().profile())
                .ifPresent(profile -> page.append("\n%s: %s\n"
                        .formatted(Markdown.text(outcome.name()), Markdown.text(FactLines.profile(profile))))));
        searches.forEach(search -> page.append(item(
                search.outcome(), search.scenario().name(), search.outcome().toString(), search.sentences())));
        comparisons.forEach(comparison -> page.append(item(
                comparison.outcome(),
                comparison.plan().name(),
                comparison.verdict().toString(),
                comparison.sentences())));
        page.append(reruns.isEmpty() ? "" : "\n");
        reruns.forEach(rerun -> page.append(Markdown.item("↻ " + rerun)));
        reportUrl.ifPresent(url -> page.append("\n[Full report](%s)\n".formatted(url)));
        outcomes.stream().filter(SuiteSummary::needsDetails).forEach(outcome -> page.append(details(outcome)));
        return page.toString();
    }

    private static boolean needsDetails(ScenarioOutcome outcome) {
        return outcome.outcome() != Outcome.PASS
                || outcome.result()
                        .filter(result -> result.verdict().mark() == Check.Mark.MARGINAL)
                        .isPresent();
    }

    private String headline() {
        List<Outcome> all = verdicts();
        long passed = all.stream().filter(outcome -> outcome == Outcome.PASS).count();
        return passed == all.size()
                ? "%s Performance gate passed: %s".formatted(SIGNS.get(Outcome.PASS), scenarios(passed))
                : "%s Performance gate failed: %d of %s passed"
                        .formatted(SIGNS.get(Outcome.FAIL), passed, scenarios(all.size()));
    }

    private static String scenarios(long count) {
        return count + (count == 1 ? " scenario" : " scenarios");
    }

    /** A search or a comparison as list items: its verdict, and below it its sentences. */
    private static String item(Outcome outcome, String name, String verdict, List<String> sentences) {
        StringBuilder text =
                new StringBuilder("- %s %s: %s\n".formatted(SIGNS.get(outcome), Markdown.text(name), verdict));
        return text.append(items("  ", sentences)).toString();
    }

    /** The first sentences as list items, and how many more there are. */
    private static String items(String indent, List<String> sentences) {
        StringBuilder text = new StringBuilder();
        sentences.stream()
                .limit(MOST_SENTENCES)
                .forEach(sentence -> text.append(indent).append(Markdown.item(sentence)));
        if (sentences.size() > MOST_SENTENCES) {
            text.append("%s- and %d more, see the report\n".formatted(indent, sentences.size() - MOST_SENTENCES));
        }
        return text.toString();
    }

    private String table() {
        StringBuilder table = new StringBuilder("""
                | scenario | verdict | perEvent P90 | limit | windowClose P90 | slowest stage | pipeline |
                |:---|:---|---:|---:|---:|:---|:---|
                """);
        for (ScenarioOutcome outcome : outcomes) {
            table.append(Markdown.row(List.of(
                    Markdown.text(outcome.name()),
                    SIGNS.get(outcome.outcome()) + NO_BREAK + outcome.outcome(),
                    figure(outcome, Metric.PER_EVENT),
                    limit(outcome),
                    figure(outcome, Metric.WINDOW_CLOSE),
                    outcome.result().flatMap(SuiteSummary::slowestStage).orElse(NONE),
                    outcome.result().flatMap(FactLines::pipelineUse).orElse(NONE))));
        }
        return table + "\nP90 with its 95 % confidence interval where there is one.\n";
    }

    private static String figure(ScenarioOutcome outcome, Metric metric) {
        return outcome.result()
                .flatMap(result -> ResultText.figure(result, metric, Statistic.P90))
                .map(text -> text.replace(", ", "," + NO_BREAK))
                .orElse(NONE);
    }

    private static String limit(ScenarioOutcome outcome) {
        return outcome.scenario().thresholds().all().stream()
                .filter(threshold -> threshold.metric() == Metric.PER_EVENT
                        && threshold.statistic().equals(Statistic.P90.key()))
                .map(threshold -> threshold.demand().replace(" ", NO_BREAK))
                .findFirst()
                .orElse(NONE);
    }

    /** The slowest stage, without the generator's schedule lag, which is no part of the pipeline. */
    private static Optional<String> slowestStage(RunResult result) {
        List<StageStats> stages = result.stages().stream()
                .filter(stage -> stage.stage() != Stage.SCHEDULE_LAG)
                .toList();
        double totalMs = stages.stream().mapToDouble(StageStats::meanMs).sum();
        return stages.stream()
                .max(Comparator.comparingDouble(StageStats::meanMs))
                .map(stage -> String.format(
                        Locale.ROOT,
                        "%s %s (%.0f\u00a0%%)",
                        stage.stage().key(),
                        Figures.rounded(Unit.MS, stage.meanMs()),
                        100 * stage.meanMs() / totalMs));
    }

    private static String details(ScenarioOutcome outcome) {
        StringBuilder text = new StringBuilder("\n### %s %s: %s\n\n"
                .formatted(SIGNS.get(outcome.outcome()), Markdown.text(outcome.name()), outcome.verdictText()));
        outcome.errorText().ifPresent(error -> text.append(Markdown.item("did not run: " + error)));
        outcome.result().map(RunResult::verdict).ifPresent(verdict -> {
            if (!verdict.broken().isEmpty()) {
                text.append(checks(verdict.broken())).append('\n');
            }
            verdict.marginal()
                    .forEach(check -> text.append("- %s is %s, required %s\n"
                            .formatted(
                                    check.threshold().title(),
                                    check.actualText(),
                                    check.threshold().demand())));
            text.append(items("", FailureText.sentences(verdict)));
        });
        return text.toString();
    }

    private static String checks(List<Check> broken) {
        StringBuilder table = new StringBuilder("""
                | metric | required | actual | 95 % interval |
                |:---|---:|---:|---:|
                """);
        broken.forEach(check -> table.append(Markdown.row(FailureText.row(check))));
        return table.toString();
    }
}

package io.adpipeline.report;

import static io.adpipeline.report.TextTable.NONE;

import io.adpipeline.analysis.RowLatencies;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.RunResult.StageStats;
import io.adpipeline.analysis.RunResult.WindowStats;
import io.adpipeline.latency.ConfidenceInterval;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import io.adpipeline.slo.Check;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Unit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run as plain text: its windows, its latencies, where the time went, and the verdict. */
public final class ResultText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final List<Statistic> COLUMNS = List.of(Statistic.values());

    private ResultText() {}

    /** The whole report of one run. */
    public static String of(RunResult result) {
        String name = result.scenario().name();
        StringBuilder text = new StringBuilder(
                result.windows().isEmpty()
                        ? "\n%s: no results for the measured windows\n".formatted(name)
                        : latencies(name, result.windows(), result.latencies()));
        if (!result.stages().isEmpty()) {
            text.append("\n  where the time went, ms (sums to eventTime; endToEnd leaves out scheduleLag)\n")
                    .append(stages(result.stages()));
        }
        List<String> facts = FactLines.of(result);
        if (!facts.isEmpty()) {
            text.append('\n');
            facts.forEach(line -> text.append("  ").append(line).append('\n'));
        }
        return text.append('\n').append(verdict(result)).append('\n').toString();
    }

    /** Every threshold, held or broken, and the verdict. */
    public static String verdict(RunResult result) {
        return checks(result.verdict().checks())
                + "\n"
                + result.verdict().message(result.scenario().name());
    }

    /** Latencies of a results topic whose load is unknown. */
    public static String of(String topic, RowLatencies rows) {
        return latencies(topic, rows.windows(), rows.latencies());
    }

    private static String latencies(String title, List<WindowStats> windows, Map<Metric, LatencyStats> latencies) {
        return "\n%s: latency per window, ms (times are UTC)\n".formatted(title)
                + windows(windows)
                + "\n  over all measured windows, ms, with 95 % confidence intervals\n"
                + latencies(latencies);
    }

    /** One window in a line. */
    public static String window(WindowStats window) {
        Metric first = headline(List.of(window));
        return "%s-%s  %s events  %s mean %s, p50 %s, p90 %s, max %s ms  windowClose p90 %s ms"
                .formatted(
                        time(window.startMs()),
                        time(window.endMs()),
                        Figures.count(window.events()),
                        first.key(),
                        value(window, first, Statistic.MEAN),
                        value(window, first, Statistic.P50),
                        value(window, first, Statistic.P90),
                        value(window, first, Statistic.MAX),
                        value(window, Metric.WINDOW_CLOSE, Statistic.P90));
    }

    /** The latency to show for each window: that of events, or of rows if the events are not known. */
    private static Metric headline(List<WindowStats> windows) {
        return windows.stream().anyMatch(window -> window.latencies().containsKey(Metric.PER_EVENT))
                ? Metric.PER_EVENT
                : Metric.END_TO_END;
    }

    private static String value(WindowStats window, Metric metric, Statistic statistic) {
        return Optional.ofNullable(window.latencies().get(metric))
                .map(values -> ms(values.get(statistic)))
                .orElse(NONE);
    }

    private static String windows(List<WindowStats> windows) {
        Metric first = headline(windows);
        List<String> header = new ArrayList<>(List.of("window", "events", "rows"));
        // the metric stands once, before its first statistic
        COLUMNS.forEach(statistic -> header.add(statistic == Statistic.MEAN ? first.key() + " mean" : statistic.key()));
        header.add("windowClose p90");
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (WindowStats window : windows) {
            List<String> row = new ArrayList<>(List.of(
                    "%s-%s".formatted(time(window.startMs()), time(window.endMs())),
                    Figures.count(window.events()),
                    Figures.count(window.rows())));
            COLUMNS.forEach(statistic -> row.add(value(window, first, statistic)));
            row.add(value(window, Metric.WINDOW_CLOSE, Statistic.P90));
            table.row(row);
        }
        return table.text();
    }

    private static String latencies(Map<Metric, LatencyStats> latencies) {
        List<String> header = new ArrayList<>(List.of("metric", "samples"));
        COLUMNS.forEach(statistic -> header.add(statistic.key()));
        TextTable table = new TextTable(header.toArray(String[]::new));
        latencies.forEach((metric, stats) -> {
            List<String> row = new ArrayList<>(List.of(metric.key(), Figures.count(stats.samples())));
            COLUMNS.forEach(statistic -> row.add(withInterval(stats, statistic)));
            table.row(row);
        });
        return table.text();
    }

    private static String withInterval(LatencyStats stats, Statistic statistic) {
        String value = ms(stats.valuesMs().get(statistic));
        ConfidenceInterval interval = stats.intervals().get(statistic);
        return interval == null ? value : "%s [%s, %s]".formatted(value, ms(interval.low()), ms(interval.high()));
    }

    private static String stages(List<StageStats> stages) {
        TextTable table = new TextTable("stage", "mean", "p90", "share");
        double totalMs = stages.stream().mapToDouble(StageStats::meanMs).sum();
        for (StageStats stage : stages) {
            table.row(List.of(
                    stage.stage().key(),
                    ms(stage.meanMs()),
                    ms(stage.p90Ms()),
                    String.format(Locale.ROOT, "%.0f %%", 100 * stage.meanMs() / totalMs)));
        }
        table.row(List.of("sum", ms(totalMs)));
        return table.text();
    }

    private static String checks(List<Check> checks) {
        TextTable table = new TextTable("threshold", "required", "actual", "");
        for (Check check : checks) {
            table.row(List.of(
                    check.threshold().title(), check.threshold().demand(), check.actualText(), check.stateText()));
        }
        return table.text();
    }

    static String time(long epochMs) {
        String text = TIME.format(Instant.ofEpochMilli(epochMs));
        return text.endsWith(".000") ? text.substring(0, text.length() - 4) : text;
    }

    private static String ms(double valueMs) {
        return Double.isInfinite(valueMs)
                ? Figures.NEVER
                : String.format(Locale.ROOT, Math.abs(valueMs) < 10 ? "%.1f" : "%,.0f", valueMs);
    }

    /** One line for each scenario: the verdict and the main latencies; below, why a scenario has no result. */
    public static String summary(List<ScenarioOutcome> outcomes) {
        TextTable table = new TextTable("scenario", "verdict", "perEvent mean", "perEvent p90", "windowClose p90");
        for (ScenarioOutcome outcome : outcomes) {
            table.row(List.of(
                    outcome.name(),
                    outcome.verdictText(),
                    figure(outcome, Metric.PER_EVENT, Statistic.MEAN),
                    figure(outcome, Metric.PER_EVENT, Statistic.P90),
                    figure(outcome, Metric.WINDOW_CLOSE, Statistic.P90)));
        }
        StringBuilder text = new StringBuilder(table.text());
        outcomes.forEach(outcome -> outcome.errorText()
                .ifPresent(error -> text.append("  %s did not run: %s\n".formatted(outcome.name(), error))));
        return text.toString();
    }

    private static String figure(ScenarioOutcome outcome, Metric metric, Statistic statistic) {
        return outcome.result()
                .flatMap(result -> figure(result, metric, statistic))
                .orElse(NONE);
    }

    /** A latency with its interval, as in {@code 812 ms [774, 861]}; empty if it was not measured. */
    static Optional<String> figure(RunResult result, Metric metric, Statistic statistic) {
        return Optional.ofNullable(result.latencies().get(metric)).map(stats -> {
            double value = stats.value(statistic);
            ConfidenceInterval interval = stats.intervals().get(statistic);
            return interval == null ? Figures.rounded(Unit.MS, value) : Figures.withInterval(value, interval);
        });
    }
}

package io.adpipeline.report;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.RunResult.StageStats;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import io.adpipeline.load.LoadReport;
import io.adpipeline.result.Stage;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A run as a line of CSV that Apache Otava's importer takes: time (UTC), attributes, and metrics with their units. Only
 * stages and backlog may be empty, where a pipeline does not report them; all other columns hold a number.
 */
final class HistoryLine {

    private static final List<Metric> METRICS = Metric.pipelineLatencies();
    private static final List<Statistic> STATISTICS =
            List.of(Statistic.MEAN, Statistic.P50, Statistic.P90, Statistic.P99, Statistic.MAX);
    private static final List<String> COLUMNS = columns();

    static final String HEADER = String.join(",", COLUMNS);

    private HistoryLine() {}

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("time", "commit", "verdict"));
        METRICS.forEach(metric -> STATISTICS.forEach(statistic -> columns.add(column(metric, statistic))));
        columns.addAll(List.of("scheduleLag_p99_ms", "delivered_percent", "events_per_second", "backlog_max_events"));
        Arrays.stream(Stage.values()).forEach(stage -> columns.add("stage_%s_mean_ms".formatted(stage.key())));
        return columns;
    }

    private static String column(Metric metric, Statistic statistic) {
        return "%s_%s_ms".formatted(metric.key(), statistic.key());
    }

    /** The line; empty for a run that cannot be trusted or has measured nothing. */
    static Optional<String> of(RunResult result) {
        boolean measured = result.latencies().keySet().containsAll(METRICS)
                && result.latencies().get(Metric.PER_EVENT).valuesMs().values().stream()
                        .allMatch(Double::isFinite)
                && result.load().isPresent();
        if (result.verdict().outcome() == Outcome.INVALID || !measured) {
            return Optional.empty();
        }
        LoadReport load = result.load().orElseThrow();
        List<String> cells = new ArrayList<>();
        cells.add(Instant.ofEpochMilli(result.facts().startedAtMs())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString());
        cells.add(quoted(result.facts().environment().facts().getOrDefault("commit", "unknown")));
        cells.add(result.verdict().outcome().name());
        METRICS.forEach(metric -> {
            LatencyStats stats = result.latencies().get(metric);
            STATISTICS.forEach(statistic -> cells.add(number(stats.valuesMs().get(statistic))));
        });
        cells.add(number(load.scheduleLagMs().get(Statistic.P99)));
        cells.add(number(100 * load.deliveredShare()));
        cells.add(number(load.achievedEventsPerSecond()));
        cells.add(number(result.backlog().maxEvents()));
        cells.addAll(stages(result));
        return Optional.of(String.join(",", cells));
    }

    private static List<String> stages(RunResult result) {
        Map<Stage, Double> meansMs = result.stages().stream()
                .collect(Collectors.toMap(StageStats::stage, StageStats::meanMs, (a, b) -> b, LinkedHashMap::new));
        return Arrays.stream(Stage.values())
                .map(stage -> meansMs.containsKey(stage) ? number(meansMs.get(stage)) : "")
                .toList();
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** Whatever the user calls a commit, it stays in its column. */
    private static String quoted(String text) {
        return text.matches("[\\w.@/+-]*")
                ? text
                : '"' + text.replace("\"", "\"\"").replaceAll("\\s+", " ") + '"';
    }
}

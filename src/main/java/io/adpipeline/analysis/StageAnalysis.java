package io.adpipeline.analysis;

import io.adpipeline.analysis.RunResult.StageStats;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.result.ResultRow;
import io.adpipeline.result.Stage;
import io.adpipeline.result.StageTimes;
import io.adpipeline.slo.Metric;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where the time of rows went.
 *
 * @param statistics mean and P90 of each stage; empty if the pipeline does not trace its rows
 * @param largestErrorMs the largest {@link StageTimes#errorMs} of a row, ms
 */
public record StageAnalysis(List<StageStats> statistics, OptionalDouble largestErrorMs) {

    /**
     * Splits the time of rows into stages.
     *
     * @param batches by their id
     */
    public static StageAnalysis of(List<ResultRow> rows, Map<Long, BatchProgress> batches) {
        List<StageTimes> times = rows.stream()
                .flatMap(row -> StageTimes.of(row, batches).stream())
                .toList();
        if (times.isEmpty() || times.size() < rows.size()) {
            // a table over some of the rows would not add up to the latency of all of them
            return new StageAnalysis(List.of(), OptionalDouble.empty());
        }
        return new StageAnalysis(
                Arrays.stream(Stage.values())
                        .map(stage -> statistics(stage, times))
                        .toList(),
                times.stream().mapToDouble(StageTimes::errorMs).max());
    }

    private static StageStats statistics(Stage stage, List<StageTimes> times) {
        LatencyStats stats = LatencyStats.of(
                times.stream().mapToDouble(time -> time.timeMs(stage)).toArray());
        return new StageStats(stage, stats.value(Statistic.MEAN), stats.value(Statistic.P90));
    }

    /** A sentence that names the stage with the largest share, for a latency that is too long. */
    Optional<String> slowest(Metric metric) {
        // endToEnd begins at the produce time
        List<StageStats> within = statistics.stream()
                .filter(stage -> metric != Metric.END_TO_END || stage.stage() != Stage.SCHEDULE_LAG)
                .toList();
        double totalMs = within.stream().mapToDouble(StageStats::meanMs).sum();
        return within.stream()
                .max(Comparator.comparingDouble(StageStats::meanMs))
                .map(stage -> String.format(
                        Locale.ROOT,
                        "the largest part from newest event to result is %s: mean %.0f ms of %.0f ms, p90 %.0f ms",
                        stage.stage().key(),
                        stage.meanMs(),
                        totalMs,
                        stage.p90Ms()));
    }
}

package io.adpipeline.run;

import io.adpipeline.latency.LatencyStats;
import io.adpipeline.result.ResultRow;
import io.adpipeline.run.RunResult.WindowStats;
import io.adpipeline.slo.Metric;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/**
 * Latencies of a results topic whose load is unknown.
 *
 * @param latencies each metric over all rows; empty without rows
 * @param windows each window that has rows, in order
 */
public record RowLatencies(Map<Metric, LatencyStats> latencies, List<WindowStats> windows) {

    public RowLatencies {
        windows = List.copyOf(windows);
    }

    /**
     * Of all rows.
     *
     * @param rows of one results topic, in the order of each partition
     */
    public static RowLatencies of(List<ResultRow> rows) {
        LongSummaryStatistics starts =
                rows.stream().mapToLong(row -> row.cell().windowStartMs()).summaryStatistics();
        long windowMs = rows.isEmpty() ? 1 : windowMs(rows);
        return new RowLatencies(
                LatencyAnalysis.statistics(
                        MeasuredRows.ofAll(rows), starts.getMin(), starts.getMax() + windowMs, windowMs),
                windows(rows));
    }

    /** Each window of rows as for {@link #of}, without intervals, which take their time. */
    public static List<WindowStats> windows(List<ResultRow> rows) {
        return rows.isEmpty() ? List.of() : LatencyAnalysis.windows(MeasuredRows.ofAll(rows), windowMs(rows));
    }

    private static long windowMs(List<ResultRow> rows) {
        return rows.get(0).windowEndMs() - rows.get(0).cell().windowStartMs();
    }

    /**
     * The rows of windows that lie wholly in a part of the load, which begins with the first window there is.
     *
     * @param skip from the start of the first window on, rounded up to whole windows as a load does it
     * @param length of the part
     */
    public static List<ResultRow> within(List<ResultRow> rows, Duration skip, Duration length) {
        long firstMs =
                rows.stream().mapToLong(row -> row.cell().windowStartMs()).min().orElse(0);
        long windowMs = rows.isEmpty() ? 1 : windowMs(rows);
        long fromMs = Schedule.nextWindowStart(firstMs + skip.toMillis(), windowMs);
        return rows.stream()
                .filter(row -> row.cell().windowStartMs() >= fromMs)
                .filter(row -> row.windowEndMs() - fromMs <= length.toMillis())
                .toList();
    }
}

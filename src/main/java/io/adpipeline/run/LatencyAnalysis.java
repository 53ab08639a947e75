package io.adpipeline.run;

import io.adpipeline.latency.BlockBootstrap;
import io.adpipeline.latency.ConfidenceInterval;
import io.adpipeline.latency.LatencySummary;
import io.adpipeline.latency.Statistic;
import io.adpipeline.load.LoadReport;
import io.adpipeline.result.ResultRow;
import io.adpipeline.run.RunResult.LatencyStats;
import io.adpipeline.run.RunResult.WindowStats;
import io.adpipeline.slo.Measurement;
import io.adpipeline.slo.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The pipeline's latencies over all measured rows and window by window. */
final class LatencyAnalysis {

    private static final int RESAMPLES = 1_000;

    /** Statistics that get an interval; the extreme ones rest on too few samples for it to mean anything. */
    private static final List<Statistic> WITH_INTERVAL =
            List.of(Statistic.MEAN, Statistic.P50, Statistic.P90, Statistic.P95, Statistic.P99);

    private LatencyAnalysis() {}

    /** Each latency metric, without those that have no samples. */
    static Map<Metric, LatencyStats> statistics(List<ResultRow> measured, List<ResultRow> finals, long seed) {
        Map<Metric, LatencyStats> statistics = new EnumMap<>(Metric.class);
        if (!measured.isEmpty()) {
            statistics.put(Metric.END_TO_END, statistics(measured, ResultRow::endToEndMs, seed));
            statistics.put(Metric.EVENT_TIME, statistics(measured, ResultRow::eventTimeMs, seed));
            statistics.put(Metric.WINDOW_CLOSE, statistics(finals, ResultRow::windowCloseMs, seed));
        }
        return statistics;
    }

    private static LatencyStats statistics(List<ResultRow> rows, ToDoubleFunction<ResultRow> latency, long seed) {
        double[] samplesMs = rows.stream().mapToDouble(latency).toArray();
        long[] blocks = rows.stream().mapToLong(LatencyAnalysis::block).toArray();
        BlockBootstrap bootstrap = new BlockBootstrap(RESAMPLES, seed);
        Map<Statistic, ConfidenceInterval> intervals = new EnumMap<>(Statistic.class);
        for (Statistic statistic : WITH_INTERVAL) {
            bootstrap.interval(statistic, samplesMs, blocks).ifPresent(interval -> intervals.put(statistic, interval));
        }
        return new LatencyStats(samplesMs.length, values(LatencySummary.of(samplesMs)), intervals);
    }

    /** Rows of one micro-batch share its fate; where the pipeline has no batches, rows of one window do. */
    private static long block(ResultRow row) {
        long batch = row.trace().batchId();
        return batch == ResultRow.UNKNOWN ? row.cell().windowStartMs() : batch;
    }

    private static Map<Statistic, Double> values(LatencySummary summary) {
        Map<Statistic, Double> values = new EnumMap<>(Statistic.class);
        for (Statistic statistic : Statistic.values()) {
            values.put(statistic, summary.value(statistic));
        }
        return values;
    }

    /** The generator's lag as it is judged. */
    static Measurement.Latency scheduleLag(LoadReport load) {
        Map<Statistic, Double> values = new EnumMap<>(Statistic.class);
        load.scheduleLagMs()
                .forEach((key, value) -> values.put(Statistic.ofKey(key).orElseThrow(), value));
        return new Measurement.Latency(load.measured().sent(), values, Map.of());
    }

    /** Each measured window that has rows, in order. */
    static List<WindowStats> windows(List<ResultRow> measured, List<ResultRow> finals, long windowMs) {
        Map<Long, List<ResultRow>> rows = MeasuredRows.byWindow(measured);
        Map<Long, List<ResultRow>> last = MeasuredRows.byWindow(finals);
        List<WindowStats> windows = new ArrayList<>();
        rows.forEach((startMs, ofWindow) -> windows.add(new WindowStats(
                startMs,
                startMs + windowMs,
                last.get(startMs).stream().mapToLong(ResultRow::eventCount).sum(),
                ofWindow.size(),
                latencies(ofWindow, last.get(startMs)))));
        return windows;
    }

    private static Map<Metric, Map<Statistic, Double>> latencies(List<ResultRow> rows, List<ResultRow> finals) {
        Map<Metric, Map<Statistic, Double>> latencies = new EnumMap<>(Metric.class);
        latencies.put(Metric.END_TO_END, summary(rows, ResultRow::endToEndMs));
        latencies.put(Metric.EVENT_TIME, summary(rows, ResultRow::eventTimeMs));
        latencies.put(Metric.WINDOW_CLOSE, summary(finals, ResultRow::windowCloseMs));
        return latencies;
    }

    private static Map<Statistic, Double> summary(List<ResultRow> rows, ToDoubleFunction<ResultRow> latency) {
        return values(LatencySummary.of(rows.stream().mapToDouble(latency).toArray()));
    }
}

package io.adpipeline.run;

import io.adpipeline.latency.BlockBootstrap;
import io.adpipeline.latency.ConfidenceInterval;
import io.adpipeline.latency.LatencyHistogram;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import io.adpipeline.result.ResultRow;
import io.adpipeline.result.RowLatency;
import io.adpipeline.run.RunResult.WindowStats;
import io.adpipeline.slo.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The pipeline's latencies over all measured rows and window by window: every one of {@link RowLatency}. */
final class LatencyAnalysis {

    private static final int RESAMPLES = 1_000;

    /** Statistics that get an interval; the extreme ones rest on too few samples for it to mean anything. */
    private static final List<Statistic> WITH_INTERVAL =
            List.of(Statistic.MEAN, Statistic.P50, Statistic.P90, Statistic.P95, Statistic.P99);

    private LatencyAnalysis() {}

    /** Each latency with its intervals; empty without rows. */
    static Map<Metric, LatencyStats> statistics(MeasuredRows rows, long seed) {
        Map<Metric, LatencyStats> statistics = new EnumMap<>(Metric.class);
        if (!rows.all().isEmpty()) {
            for (RowLatency latency : RowLatency.values()) {
                statistics.put(
                        metric(latency), statistics(latency.samplesMs(rows.of(latency)), rows.of(latency), seed));
            }
        }
        return statistics;
    }

    private static LatencyStats statistics(double[] samplesMs, List<ResultRow> rows, long seed) {
        long[] blocks = rows.stream().mapToLong(LatencyAnalysis::block).toArray();
        BlockBootstrap bootstrap = new BlockBootstrap(RESAMPLES, seed);
        Map<Statistic, ConfidenceInterval> intervals = new EnumMap<>(Statistic.class);
        for (Statistic statistic : WITH_INTERVAL) {
            bootstrap.interval(statistic, samplesMs, blocks).ifPresent(interval -> intervals.put(statistic, interval));
        }
        return LatencyStats.of(samplesMs).with(intervals);
    }

    /** Rows of one micro-batch share its fate; where the pipeline has no batches, rows of one window do. */
    private static long block(ResultRow row) {
        long batch = row.trace().batchId();
        return batch == ResultRow.UNKNOWN ? row.cell().windowStartMs() : batch;
    }

    /** Each window that has rows, in order. */
    static List<WindowStats> windows(MeasuredRows rows, long windowMs) {
        List<WindowStats> windows = new ArrayList<>();
        rows.byWindow()
                .forEach((startMs, ofWindow) -> windows.add(new WindowStats(
                        startMs,
                        startMs + windowMs,
                        ofWindow.finals().stream()
                                .mapToLong(ResultRow::eventCount)
                                .sum(),
                        ofWindow.all().size(),
                        values(ofWindow))));
        return windows;
    }

    private static Map<Metric, Map<Statistic, Double>> values(MeasuredRows rows) {
        Map<Metric, Map<Statistic, Double>> values = new EnumMap<>(Metric.class);
        for (RowLatency latency : RowLatency.values()) {
            values.put(
                    metric(latency),
                    LatencyStats.of(latency.samplesMs(rows.of(latency))).valuesMs());
        }
        return values;
    }

    /**
     * Writes each latency as {@code METRIC.hgrm}, which HdrHistogram's tools read. Negative values, which that format
     * cannot hold, are left out.
     */
    static void writeHistograms(MeasuredRows rows, Path folder) throws IOException {
        for (RowLatency latency : RowLatency.values()) {
            LatencyHistogram histogram = new LatencyHistogram();
            Arrays.stream(latency.samplesMs(rows.of(latency))).forEach(histogram::recordMs);
            histogram.writeHgrm(folder.resolve(latency.key() + ".hgrm"));
        }
    }

    private static Metric metric(RowLatency latency) {
        return Metric.ofKey(latency.key()).orElseThrow();
    }
}

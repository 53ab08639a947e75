package io.adpipeline.analysis;

import io.adpipeline.analysis.RunResult.WindowStats;
import io.adpipeline.latency.LatencyHistogram;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.SectionIntervals;
import io.adpipeline.latency.SortedSamples;
import io.adpipeline.latency.Statistic;
import io.adpipeline.result.ResultRow;
import io.adpipeline.result.RowLatency;
import io.adpipeline.slo.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The latencies that are taken of result rows, over all of them and window by window: every one of {@link RowLatency}. */
final class LatencyAnalysis {

    private LatencyAnalysis() {}

    /** Each latency with its intervals; empty without rows. */
    static Map<Metric, LatencyStats> statistics(MeasuredRows rows, long fromMs, long toMs, long windowMs) {
        Map<Metric, LatencyStats> statistics = new EnumMap<>(Metric.class);
        if (!rows.all().isEmpty()) {
            for (RowLatency latency : RowLatency.values()) {
                Sections sections = latency.ofFinalRows()
                        ? Sections.ofWindows(fromMs, toMs, windowMs)
                        : Sections.ofTime(fromMs, toMs, windowMs);
                statistics.put(metric(latency), statistics(latency, rows.of(latency), sections));
            }
        }
        return statistics;
    }

    private static LatencyStats statistics(RowLatency latency, List<ResultRow> rows, Sections sections) {
        LatencyStats whole = LatencyStats.of(latency.samplesMs(rows));
        List<SortedSamples> bySection = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> sections.indexOf(latency.timeMs(row)), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(part -> new SortedSamples(latency.samplesMs(part)))
                .toList();
        return whole.with(SectionIntervals.of(new SortedSamples(latency.samplesMs(rows)), bySection));
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

    /** Each latency's distribution; negative values are counted apart. */
    static Map<Metric, LatencyHistogram> histograms(MeasuredRows rows) {
        Map<Metric, LatencyHistogram> histograms = new EnumMap<>(Metric.class);
        for (RowLatency latency : RowLatency.values()) {
            LatencyHistogram histogram = LatencyHistogram.ofWholeMs();
            Arrays.stream(latency.samplesMs(rows.of(latency))).forEach(histogram::recordMs);
            histograms.put(metric(latency), histogram);
        }
        return histograms;
    }

    private static Metric metric(RowLatency latency) {
        return Metric.ofKey(latency.key()).orElseThrow();
    }
}

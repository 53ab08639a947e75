package io.adpipeline.analysis;

import io.adpipeline.analysis.RunResult.WindowStats;
import io.adpipeline.evidence.RunException;
import io.adpipeline.evidence.Schedule;
import io.adpipeline.evidence.SeedChoice;
import io.adpipeline.latency.LatencyHistogram;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.SortedSamples;
import io.adpipeline.latency.Statistic;
import io.adpipeline.load.FinishedLoad;
import io.adpipeline.load.LoadReport;
import io.adpipeline.result.ResultRow;
import io.adpipeline.result.RowLatency;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The latencies of result rows, and of events if they are known.
 *
 * @param latencies each metric over all measured rows or events; without metrics that have no samples
 * @param windows each window that has rows, in order
 * @param histograms the distribution of each metric; not modified any more
 */
public record RowLatencies(
        Map<Metric, LatencyStats> latencies, List<WindowStats> windows, Map<Metric, LatencyHistogram> histograms) {

    public RowLatencies {
        windows = List.copyOf(windows);
    }

    /**
     * Latencies of rows whose load is unknown.
     *
     * @param rows of one results topic, in the order of each partition
     */
    public static RowLatencies of(List<ResultRow> rows) {
        LongSummaryStatistics starts =
                rows.stream().mapToLong(row -> row.cell().windowStartMs()).summaryStatistics();
        long windowMs = windowMs(rows);
        return of(MeasuredRows.ofAll(rows), starts.getMin(), starts.getMax() + windowMs, windowMs, Optional.empty());
    }

    /**
     * Latencies of rows and events of a load that was sent without a run.
     *
     * @param scenario of the load, with its seed
     * @param folder where the load left its report
     * @throws RunException if the report is not of that load
     */
    public static RowLatencies ofLoad(Scenario scenario, Path folder, List<ResultRow> rows) {
        FinishedLoad load = FinishedLoad.read(folder, SeedChoice.plan(scenario));
        LoadReport report = load.report();
        Schedule schedule = Schedule.of(scenario, report.startMs(), report.warmupMs());
        EventAnalysis events = new EventAnalysis(load, rows, schedule, scenario.pipeline());
        if (!events.complete()) {
            throw new RunException(
                    "the report in %s is of another load: scenario, options and seed must be those of produce"
                            .formatted(folder));
        }
        return of(MeasuredRows.of(rows, schedule), schedule, Optional.of(events));
    }

    /** Latencies of a run's measured rows and events. */
    static RowLatencies of(MeasuredRows rows, Schedule schedule, Optional<EventAnalysis> events) {
        return of(rows, schedule.measureFromMs(), schedule.measureToMs(), schedule.windowMs(), events);
    }

    private static RowLatencies of(
            MeasuredRows rows, long fromMs, long toMs, long windowMs, Optional<EventAnalysis> events) {
        Map<Metric, LatencyStats> latencies = new EnumMap<>(Metric.class);
        Map<Metric, LatencyHistogram> histograms = new EnumMap<>(Metric.class);
        for (RowLatency latency : RowLatency.values()) {
            Metric metric = metric(latency);
            LatencyHistogram histogram = LatencyHistogram.ofWholeMs(); // negative values are counted apart
            Arrays.stream(latency.samplesMs(rows.of(latency))).forEach(histogram::recordMs);
            histograms.put(metric, histogram);
            if (!rows.all().isEmpty()) {
                Sections sections = latency.ofFinalRows()
                        ? Sections.ofWindows(fromMs, toMs, windowMs)
                        : Sections.ofTime(fromMs, toMs, windowMs);
                latencies.put(metric, statistics(latency, rows.of(latency), sections));
            }
        }
        events.filter(seen -> seen.statistics().samples() > 0).ifPresent(seen -> {
            latencies.put(Metric.PER_EVENT, seen.statistics());
            histograms.put(Metric.PER_EVENT, seen.histogram());
        });
        Map<Long, Map<Statistic, Double>> perEvent =
                events.map(EventAnalysis::windows).orElse(Map.of());
        return new RowLatencies(latencies, windows(rows, windowMs, perEvent), histograms);
    }

    private static LatencyStats statistics(RowLatency latency, List<ResultRow> rows, Sections sections) {
        List<SortedSamples> bySection = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> sections.indexOf(latency.timeMs(row)), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(part -> new SortedSamples(latency.samplesMs(part)))
                .toList();
        return LatencyStats.of(new SortedSamples(latency.samplesMs(rows)), bySection);
    }

    /** Only the windows of rows whose load is unknown: faster than {@link #of}, since it computes no intervals. */
    public static List<WindowStats> windows(List<ResultRow> rows) {
        return windows(MeasuredRows.ofAll(rows), windowMs(rows), Map.of());
    }

    private static List<WindowStats> windows(
            MeasuredRows rows, long windowMs, Map<Long, Map<Statistic, Double>> perEvent) {
        List<WindowStats> windows = new ArrayList<>();
        rows.byWindow().forEach((startMs, ofWindow) -> {
            Map<Metric, Map<Statistic, Double>> values = new EnumMap<>(Metric.class);
            for (RowLatency latency : RowLatency.values()) {
                values.put(metric(latency), new SortedSamples(latency.samplesMs(ofWindow.of(latency))).statistics());
            }
            values.computeIfAbsent(Metric.PER_EVENT, metric -> perEvent.get(startMs));
            long events =
                    ofWindow.finals().stream().mapToLong(ResultRow::eventCount).sum();
            windows.add(new WindowStats(
                    startMs, startMs + windowMs, events, ofWindow.all().size(), values));
        });
        return windows;
    }

    private static Metric metric(RowLatency latency) {
        return Metric.ofKey(latency.key()).orElseThrow();
    }

    private static long windowMs(List<ResultRow> rows) {
        return rows.isEmpty()
                ? 1
                : Math.max(1, rows.get(0).windowEndMs() - rows.get(0).cell().windowStartMs());
    }

    /**
     * The rows of windows that lie wholly in a part of the load. The load is taken to begin with the first window.
     *
     * @param skip time from the load's start to the part, rounded up to whole windows as a warm-up is
     * @param length length of the part
     */
    public static List<ResultRow> within(List<ResultRow> rows, Duration skip, Duration length) {
        long firstMs =
                rows.stream().mapToLong(row -> row.cell().windowStartMs()).min().orElse(0);
        long windowMs = windowMs(rows);
        long fromMs = Schedule.nextWindowStart(firstMs + skip.toMillis(), windowMs);
        return rows.stream()
                .filter(row -> row.cell().windowStartMs() >= fromMs)
                .filter(row -> row.windowEndMs() - fromMs <= length.toMillis())
                .toList();
    }
}

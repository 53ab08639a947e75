package io.adpipeline.analysis;

import io.adpipeline.analysis.RunResult.WindowStats;
import io.adpipeline.event.Truth;
import io.adpipeline.evidence.RunException;
import io.adpipeline.evidence.Schedule;
import io.adpipeline.evidence.SeedChoice;
import io.adpipeline.latency.LatencyHistogram;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.load.LoadGenerator;
import io.adpipeline.load.LoadReport;
import io.adpipeline.result.ResultRow;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;

/**
 * The latencies of results, and of the events that they count where those are known.
 *
 * @param latencies each metric over all measured rows or events; without those that have no samples
 * @param windows each window that has rows, in order
 * @param histograms the distribution of each metric; none is changed any more
 */
public record RowLatencies(
        Map<Metric, LatencyStats> latencies, List<WindowStats> windows, Map<Metric, LatencyHistogram> histograms) {

    public RowLatencies {
        windows = List.copyOf(windows);
    }

    /**
     * Of rows whose load is unknown.
     *
     * @param rows of one results topic, in the order of each partition
     */
    public static RowLatencies of(List<ResultRow> rows) {
        LongSummaryStatistics starts =
                rows.stream().mapToLong(row -> row.cell().windowStartMs()).summaryStatistics();
        long windowMs = rows.isEmpty() ? 1 : windowMs(rows);
        return of(MeasuredRows.ofAll(rows), starts.getMin(), starts.getMax() + windowMs, windowMs, Optional.empty());
    }

    /**
     * Of rows and the events of a load that was sent by itself.
     *
     * @param scenario of the load, with its seed
     * @param folder where the load left its report
     * @throws RunException if the report is not of that load
     */
    public static RowLatencies ofLoad(Scenario scenario, Path folder, List<ResultRow> rows) {
        LoadReport report = LoadGenerator.readReport(folder);
        Schedule schedule = Schedule.of(scenario, report.startMs(), report.warmupMs());
        EventAnalysis events = new EventAnalysis(
                LoadGenerator.readEvents(SeedChoice.plan(scenario), folder),
                Truth.read(folder, report.measureFromMs(), schedule.windowMs()),
                rows,
                schedule,
                scenario.pipeline());
        if (!events.complete()) {
            throw new RunException(
                    "the report in %s is of another load: scenario, options and seed must be those of produce"
                            .formatted(folder));
        }
        return of(MeasuredRows.of(rows, schedule), schedule, Optional.of(events));
    }

    /** Of the measured rows, and of the events of a run. */
    static RowLatencies of(MeasuredRows rows, Schedule schedule, Optional<EventAnalysis> events) {
        return of(rows, schedule.measureFromMs(), schedule.measureToMs(), schedule.windowMs(), events);
    }

    private static RowLatencies of(
            MeasuredRows rows, long fromMs, long toMs, long windowMs, Optional<EventAnalysis> events) {
        Map<Metric, LatencyStats> latencies = LatencyAnalysis.statistics(rows, fromMs, toMs, windowMs);
        Map<Metric, LatencyHistogram> histograms = LatencyAnalysis.histograms(rows);
        List<WindowStats> windows = LatencyAnalysis.windows(rows, windowMs);
        events.filter(seen -> seen.statistics().samples() > 0).ifPresent(seen -> {
            latencies.put(Metric.PER_EVENT, seen.statistics());
            histograms.put(Metric.PER_EVENT, seen.histogram());
            windows.replaceAll(window -> Optional.ofNullable(seen.windows().get(window.startMs()))
                    .map(values -> window.with(Metric.PER_EVENT, values))
                    .orElse(window));
        });
        return new RowLatencies(latencies, windows, histograms);
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

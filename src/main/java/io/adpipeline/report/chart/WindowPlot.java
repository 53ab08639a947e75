package io.adpipeline.report.chart;

import io.adpipeline.analysis.RunResult.WindowStats;
import io.adpipeline.latency.Statistic;
import io.adpipeline.slo.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** One latency of each measured window over time: P50, P90, P99, the spread between them, and the thresholds. */
final class WindowPlot {

    private final RunData run;
    private final Metric metric;
    /** The windows whose latencies can be drawn: those with a finite P99. */
    private final List<WindowStats> windows;

    private WindowPlot(RunData run, Metric metric) {
        this.run = run;
        this.metric = metric;
        windows = run.result().windows().stream()
                .filter(window -> window.latencies().containsKey(metric)
                        && Double.isFinite(window.latencies().get(metric).get(Statistic.P99)))
                .toList();
    }

    /** The name of the chart of a metric. */
    static String name(Metric metric) {
        return "latency-" + metric.key();
    }

    /** The plot; none without measured windows. */
    static Optional<Plot> of(RunData run, Metric metric) {
        WindowPlot plot = new WindowPlot(run, metric);
        return plot.windows.isEmpty() ? Optional.empty() : Optional.of(plot.plot());
    }

    private Plot plot() {
        Scale x = run.windowTime();
        LimitLines limits =
                new LimitLines(run.result(), metric, values(Statistic.P99).max().orElseThrow());
        Scale y = Scale.around("latency, ms", values(Statistic.P50).min().orElseThrow(), limits.top());
        List<Series> series = new ArrayList<>();
        series.add(Series.area("", Tone.SPREAD, steps(Statistic.P50, Statistic.P99)));
        series.addAll(limits.across(x, y));
        series.add(line("P50", Tone.P50, Statistic.P50));
        series.add(line("P99", Tone.P99, Statistic.P99));
        // P90 is drawn last, in front: it is the one with a threshold in most scenarios
        series.add(line("P90", Tone.P90, Statistic.P90));
        return new Plot(
                name(metric), "%s: %s latency of each window".formatted(run.name(), metric.key()), x, y, series);
    }

    private Series line(String label, Tone tone, Statistic statistic) {
        return Series.line(label, tone, Step.outline(steps(statistic, statistic), false));
    }

    private List<Step> steps(Statistic low, Statistic high) {
        return windows.stream()
                .map(window -> new Step(
                        run.second(window.startMs()),
                        run.second(window.endMs()),
                        value(window, low),
                        value(window, high)))
                .toList();
    }

    private DoubleStream values(Statistic statistic) {
        return windows.stream().mapToDouble(window -> value(window, statistic));
    }

    private double value(WindowStats window, Statistic statistic) {
        return window.latencies().get(metric).get(statistic);
    }
}

package io.adpipeline.report.chart;

import io.adpipeline.result.ResultRow;
import io.adpipeline.slo.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All measured samples of one latency, from the smallest to the largest, with the high percentiles spread out. */
final class PercentilePlot {

    /** Finer steps along the axis than this are not seen. */
    private static final double RESOLUTION = 0.004;

    private PercentilePlot() {}

    /** The name of the chart of a metric. */
    static String name(Metric metric) {
        return "percentiles-" + metric.key();
    }

    /** The plot; none without samples. */
    static Optional<Plot> of(RunData run, Metric metric) {
        double[] samplesMs = samples(run, metric);
        return samplesMs.length == 0 ? Optional.empty() : Optional.of(plot(run, metric, samplesMs));
    }

    private static double[] samples(RunData run, Metric metric) {
        return switch (metric) {
            case END_TO_END ->
                run.rows().all().stream().mapToDouble(ResultRow::endToEndMs).toArray();
            case EVENT_TIME ->
                run.rows().all().stream().mapToDouble(ResultRow::eventTimeMs).toArray();
            case WINDOW_CLOSE ->
                run.rows().finals().stream()
                        .mapToDouble(ResultRow::windowCloseMs)
                        .toArray();
            default -> throw new IllegalArgumentException(metric.key() + " is no latency of result rows");
        };
    }

    private static Plot plot(RunData run, Metric metric, double[] samplesMs) {
        double[] sortedMs = samplesMs.clone();
        Arrays.sort(sortedMs);
        // the largest sample is the quantile of all shares from there on: a quarter of a decade shows it
        double end = Math.max(1, nines(1 - 1.0 / sortedMs.length)) + 0.25;
        Scale x = new Scale("percentile: share of samples that are not slower, %", 0, end, Scale.Ticks.PERCENTILES);
        LimitLines limits = new LimitLines(run.result(), metric, sortedMs[sortedMs.length - 1]);
        Scale y = Scale.around("latency, ms", sortedMs[0], limits.top());
        List<Series> series = new ArrayList<>(limits.untilPercentile(x, y));
        String label = String.format(Locale.ROOT, "%s (%,d samples)", metric.key(), sortedMs.length);
        series.add(Series.line(label, Tone.CURVE, curve(sortedMs, end)));
        return new Plot(name(metric), "%s: %s latency by percentile".formatted(run.name(), metric.key()), x, y, series);
    }

    /** How far along the axis a quantile stands: −log₁₀(1 − q), as HdrHistogram's plots do; endless at 1. */
    static double nines(double quantile) {
        // 0 and not -0 at the start
        return quantile <= 0 ? 0 : -Math.log10(1 - quantile);
    }

    /**
     * Sample i of n is the quantile of every share above (i − 1) / n and up to i / n: a stair each, where stairs are
     * wide enough to be seen.
     */
    static List<Point> curve(double[] sortedMs, double end) {
        List<Point> points = new ArrayList<>();
        int n = sortedMs.length;
        double drawn = Double.NEGATIVE_INFINITY;
        for (int first = 0; first < n; ) {
            int next = first + 1;
            while (next < n && sortedMs[next] == sortedMs[first]) {
                next++;
            }
            double from = nines((double) first / n);
            double to = Math.min(end, nines((double) next / n));
            if (to - drawn >= RESOLUTION || next == n) {
                points.add(new Point(from, sortedMs[first]));
                points.add(new Point(to, sortedMs[first]));
                drawn = to;
            }
            first = next;
        }
        return points;
    }
}

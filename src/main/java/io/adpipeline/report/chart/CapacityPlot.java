package io.adpipeline.report.chart;

import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.CapacityResult.CapacityAnswer;
import io.adpipeline.capacity.Trial;
import io.adpipeline.latency.ConfidenceInterval;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import io.adpipeline.report.chart.Series.Point;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Threshold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Latency over rate: flat as long as the pipeline keeps up, and steep from its capacity on. Of several trials at a rate
 * the last counts; one that was INVALID shows no latency.
 */
final class CapacityPlot {

    static final String NAME = "capacity";
    /** Room beside the lowest and above the highest rate. */
    private static final double MARGIN = 0.04;

    private final CapacityResult result;
    private final List<Trial> curve;

    private CapacityPlot(CapacityResult result, List<Trial> curve) {
        this.result = result;
        this.curve = curve;
    }

    /** The plot; none if no trial has a latency to show. */
    static Optional<Plot> of(CapacityResult result) {
        List<Trial> curve = curve(result);
        return curve.isEmpty() ? Optional.empty() : Optional.of(new CapacityPlot(result, curve).plot());
    }

    /** The trials to show, by rate. */
    static List<Trial> curve(CapacityResult result) {
        Map<Double, Trial> last = new TreeMap<>();
        result.trials().stream()
                .filter(trial -> trial.verdict() != Trial.Verdict.INVALID && stats(trial) != null)
                .filter(trial -> stats(trial).valuesMs().get(Statistic.P50) > 0
                        && Double.isFinite(stats(trial).valuesMs().get(Statistic.P99)))
                .forEach(trial -> last.put(trial.eventsPerSecond(), trial));
        return List.copyOf(last.values());
    }

    private static LatencyStats stats(Trial trial) {
        return trial.run().latencies().get(Metric.PER_EVENT);
    }

    private Plot plot() {
        Scale x = x();
        Scale y = y();
        List<Series> series = new ArrayList<>();
        invalid(x, y).ifPresent(series::add);
        limits(result).forEach(limit -> series.add(across(limit, x)));
        result.answer().eventsPerSecond().ifPresent(rate -> series.add(upwards(rate, y)));
        series.add(Series.line("p99", Tone.P99, values(Statistic.P99)));
        series.add(Series.line("p50", Tone.P50, values(Statistic.P50)));
        series.add(Series.line("", Tone.P50, intervals()));
        series.add(Series.line("perEvent p90, with its interval in each trial", Tone.P90, values(Statistic.P90)));
        return new Plot(
                NAME,
                "%s: latency over rate, %s traffic"
                        .formatted(
                                result.scenario().name(),
                                result.scenario().traffic().model()),
                x,
                y,
                series);
    }

    private Scale x() {
        return rates(result.trials());
    }

    static Scale rates(List<Trial> trials) {
        double from =
                trials.stream().mapToDouble(Trial::realisedPerSecond).min().orElseThrow();
        double to = trials.stream().mapToDouble(Trial::realisedPerSecond).max().orElseThrow();
        double margin = Math.max(1, MARGIN * to);
        return Scale.numbers(
                "load, events per second of all producers together", Math.max(0, from - margin), to + margin);
    }

    private Scale y() {
        return decades(
                curve.stream()
                        .mapToDouble(trial -> valueMs(trial, Statistic.P50))
                        .min()
                        .orElseThrow(),
                Math.max(
                        curve.stream()
                                .mapToDouble(trial -> valueMs(trial, Statistic.P99))
                                .max()
                                .orElseThrow(),
                        limits(result).stream()
                                .mapToDouble(Threshold::limit)
                                .max()
                                .orElse(0)));
    }

    /** Whole decades, so that a flat line is seen to be flat. */
    static Scale decades(double leastMs, double mostMs) {
        double top = Math.pow(10, Math.ceil(Math.log10(mostMs * 1.01)));
        return new Scale(
                "latency, ms (logarithmic)", Math.pow(10, Math.floor(Math.log10(leastMs))), top, Scale.Ticks.DECADES);
    }

    static List<Threshold> limits(CapacityResult result) {
        return result.scenario().thresholds().all().stream()
                .filter(threshold -> threshold.metric() == Metric.PER_EVENT)
                .toList();
    }

    static Series across(Threshold limit, Scale x) {
        return Series.line(
                "threshold %s %s".formatted(limit.statistic(), limit.demand()),
                Tone.LIMIT,
                List.of(new Point(x.min(), limit.limit()), new Point(x.max(), limit.limit())));
    }

    private Series upwards(double rate, Scale y) {
        return Series.line(
                "capacity: " + rateText(rate, result.answer().kind()),
                Tone.CAPACITY,
                List.of(new Point(rate, y.min()), new Point(rate, y.max())));
    }

    static String rateText(double rate, CapacityAnswer.Kind kind) {
        return "%s events/s%s"
                .formatted(Figures.count(Math.round(rate)), kind == CapacityAnswer.Kind.FOUND ? "" : " or more");
    }

    /** Where nothing is known, because the generator did not keep up. */
    private Optional<Series> invalid(Scale x, Scale y) {
        if (result.answer().kind() != CapacityAnswer.Kind.GENERATOR_LIMIT) {
            return Optional.empty();
        }
        return Optional.of(Series.area(
                "INVALID: says nothing",
                Tone.ASKED,
                List.of(new Step(result.answer().lowestFailedRate().orElseThrow(), x.max(), y.min(), y.max()))));
    }

    private List<Point> values(Statistic statistic) {
        return curve.stream()
                .map(trial -> new Point(trial.realisedPerSecond(), valueMs(trial, statistic)))
                .sorted(Comparator.comparingDouble(Point::x))
                .toList();
    }

    private List<Point> intervals() {
        List<Point> points = new ArrayList<>();
        for (Trial trial : curve) {
            ConfidenceInterval interval = stats(trial).intervals().get(Statistic.P90);
            if (interval != null && interval.low() > 0) {
                points.add(new Point(trial.realisedPerSecond(), interval.low()));
                points.add(new Point(trial.realisedPerSecond(), interval.high()));
                points.add(Point.gap(trial.realisedPerSecond()));
            }
        }
        return points;
    }

    static double valueMs(Trial trial, Statistic statistic) {
        return stats(trial).valuesMs().get(statistic);
    }
}

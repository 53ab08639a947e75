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
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * Latency over rate: flat as long as the pipeline keeps up, and steep from its capacity on. Of several valid
 * trials at a rate it shows the last; INVALID trials are not shown.
 */
final class CapacityPlot {

    static final String NAME = "capacity";
    /** Room beside the lowest and above the highest rate. */
    private static final double MARGIN = 0.04;

    private final CapacityResult result;
    /** The trials to show, by the rate that the seed gives. */
    private final List<Trial> curve;

    private final List<Threshold> limits;

    private CapacityPlot(CapacityResult result) {
        this.result = result;
        Map<Double, Trial> last = new TreeMap<>();
        result.trials().stream()
                .filter(trial -> trial.verdict() != Trial.Verdict.INVALID && stats(trial) != null)
                .filter(trial -> valueMs(trial, Statistic.P50) > 0 && Double.isFinite(valueMs(trial, Statistic.P99)))
                .forEach(trial -> last.put(trial.eventsPerSecond(), trial));
        curve = last.values().stream()
                .sorted(Comparator.comparingDouble(Trial::realisedPerSecond))
                .toList();
        limits = result.scenario().thresholds().all().stream()
                .filter(threshold -> threshold.metric() == Metric.PER_EVENT)
                .toList();
    }

    /** The plot; none if no trial has a latency to show. */
    static Optional<Plot> of(CapacityResult result) {
        CapacityPlot plot = new CapacityPlot(result);
        return plot.curve.isEmpty() ? Optional.empty() : Optional.of(plot.plot());
    }

    private static LatencyStats stats(Trial trial) {
        return trial.run().latencies().get(Metric.PER_EVENT);
    }

    private static double valueMs(Trial trial, Statistic statistic) {
        return stats(trial).valuesMs().get(statistic);
    }

    private Plot plot() {
        CapacityAnswer answer = result.answer();
        Scale x = x();
        Scale y = y();
        List<Series> series = new ArrayList<>();
        if (answer.kind() == CapacityAnswer.Kind.GENERATOR_LIMIT) {
            // nothing is known there, because the generator did not keep up
            series.add(Series.area(
                    "INVALID: says nothing",
                    Tone.ASKED,
                    List.of(new Step(answer.lowestFailedRate().orElseThrow(), x.max(), y.min(), y.max()))));
        }
        limits.forEach(limit -> series.add(Series.across(
                "threshold %s %s".formatted(limit.statistic(), limit.demand()), Tone.LIMIT, x, limit.limit())));
        answer.eventsPerSecond()
                .ifPresent(rate -> series.add(Series.line(
                        "capacity: %s events/s%s"
                                .formatted(
                                        Figures.count(rate),
                                        answer.kind() == CapacityAnswer.Kind.FOUND ? "" : " or more"),
                        Tone.CAPACITY,
                        List.of(new Point(rate, y.min()), new Point(rate, y.max())))));
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
        DoubleSummaryStatistics rates =
                result.trials().stream().mapToDouble(Trial::realisedPerSecond).summaryStatistics();
        double margin = Math.max(1, MARGIN * rates.getMax());
        return Scale.numbers(
                "load, events per second of all producers together",
                Math.max(0, rates.getMin() - margin),
                rates.getMax() + margin);
    }

    /** Whole decades, so that a flat line is seen to be flat. */
    private Scale y() {
        DoubleSummaryStatistics ms = DoubleStream.concat(
                        curve.stream()
                                .flatMapToDouble(trial ->
                                        DoubleStream.of(valueMs(trial, Statistic.P50), valueMs(trial, Statistic.P99))),
                        limits.stream().mapToDouble(Threshold::limit))
                .summaryStatistics();
        return new Scale(
                "latency, ms (logarithmic)",
                Math.pow(10, Math.floor(Math.log10(ms.getMin()))),
                Math.pow(10, Math.ceil(Math.log10(ms.getMax() * 1.01))),
                true);
    }

    private List<Point> values(Statistic statistic) {
        return curve.stream()
                .map(trial -> new Point(trial.realisedPerSecond(), valueMs(trial, statistic)))
                .toList();
    }

    private List<Point> intervals() {
        List<Point> points = new ArrayList<>();
        for (Trial trial : curve) {
            ConfidenceInterval interval = stats(trial).intervals().get(Statistic.P90);
            if (interval != null && interval.low() > 0) {
                points.add(new Point(trial.realisedPerSecond(), interval.low()));
                points.add(new Point(trial.realisedPerSecond(), interval.high()));
                points.add(new Point(trial.realisedPerSecond(), Double.NaN));
            }
        }
        return points;
    }
}

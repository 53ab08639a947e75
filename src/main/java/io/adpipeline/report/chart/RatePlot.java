package io.adpipeline.report.chart;

import io.adpipeline.analysis.BacklogBin;
import io.adpipeline.evidence.Schedule;
import io.adpipeline.load.LoadSecond;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.report.chart.Series.Point;
import io.adpipeline.scenario.Scenario.Traffic;
import io.adpipeline.slo.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The whole load second by second: what the traffic model asked for, what was sent, what was processed, the backlog.
 */
final class RatePlot {

    static final String NAME = "rates";
    /** The most points, since more could not be told apart; in a longer load each is the mean of several seconds. */
    private static final int POINTS = 600;
    /**
     * The backlog's axis ends at this multiple of the largest value, so that the line stays in the plot's lower part.
     */
    private static final double ROOM_ABOVE_BACKLOG = 2.5;

    private final RunData run;
    private final int bucketS;
    private final int buckets;

    private RatePlot(RunData run) {
        this.run = run;
        int seconds = run.seconds().size();
        bucketS = (seconds + POINTS - 1) / POINTS;
        // leaves out the last second, which is rarely complete and would look like a slump
        buckets = Math.max(1, (seconds - 1) / bucketS);
    }

    /** The plot; none if the generator left no account of its seconds. */
    static Optional<Plot> of(RunData run) {
        return run.seconds().isEmpty() ? Optional.empty() : Optional.of(new RatePlot(run).plot());
    }

    private Plot plot() {
        double[] processed = processed();
        List<Point> backlog = backlog();
        Scale x = Scale.numbers("time since the load's start, s", 0, buckets * bucketS);
        Scale y = Scale.around("events per second", 0, largest(processed));
        List<Series> series = new ArrayList<>();
        series.add(Series.area("measured phase", Tone.MEASURED, measured(x, y)));
        series.add(Series.area("asked", Tone.ASKED, steps(load(LoadSecond::intended))));
        series.add(Series.line("sent", Tone.SENT, Step.outline(steps(load(LoadSecond::sent)), false)));
        series.add(Series.line("processed", Tone.PROCESSED, middles(processed)));
        if (backlog.isEmpty()) {
            return new Plot(NAME, title(), x, y, series);
        }
        LimitLines limits = new LimitLines(
                run.result(),
                Metric.BACKLOG,
                backlog.stream().mapToDouble(Point::y).max().orElseThrow());
        Scale right = Scale.around("backlog, events", 0, Math.max(1, limits.top()) * ROOM_ABOVE_BACKLOG);
        limits.across(x, right).forEach(limit -> series.add(limit.onTheRight()));
        series.add(Series.line("backlog (right axis)", Tone.BACKLOG, backlog).onTheRight());
        return new Plot(NAME, title(), x, y, Optional.of(right), series);
    }

    /**
     * Events processed per second in each bucket. The events of a micro-batch are spread over its duration. If the
     * pipeline reports no batches, an event counts as processed when its first result comes.
     */
    private double[] processed() {
        double[] rates = new double[buckets];
        for (BatchProgress batch : run.result().evidence().batches()) {
            long lengthMs = Math.max(1, batch.wholeMs());
            spread(rates, run.second(batch.startMs()), run.second(batch.startMs() + lengthMs), batch.inputRows());
        }
        if (run.result().evidence().batches().isEmpty()) {
            for (BacklogBin bin : run.result().backlogBins()) {
                spread(rates, run.second(bin.startMs()), run.second(bin.endMs()), bin.counted());
            }
        }
        return rates;
    }

    private void spread(double[] rates, double from, double to, double events) {
        int first = (int) Math.max(0, Math.floor(from / bucketS));
        for (int bucket = first; bucket < buckets && bucket * bucketS < to; bucket++) {
            double inside = Math.min(to, (bucket + 1.0) * bucketS) - Math.max(from, (double) bucket * bucketS);
            rates[bucket] += events * inside / (to - from) / bucketS;
        }
    }

    private String title() {
        return String.format(
                Locale.ROOT,
                "%s: load and backlog, %s traffic of %,.0f events/s on average%s",
                run.name(),
                model(),
                run.result().scenario().load().eventsPerSecond(),
                bucketS == 1 ? "" : ", means of %d s".formatted(bucketS));
    }

    private String model() {
        Traffic traffic = run.result().scenario().traffic();
        String parameters = traffic.parameters().entrySet().stream()
                .map(parameter -> parameter.getKey() + " " + parameter.getValue())
                .collect(Collectors.joining(", "));
        return parameters.isEmpty() ? traffic.model() : "%s (%s)".formatted(traffic.model(), parameters);
    }

    private double[] load(ToLongFunction<LoadSecond> events) {
        double[] rates = new double[buckets];
        for (LoadSecond second : run.seconds()) {
            int bucket = (int) (second.second() / bucketS);
            if (bucket < buckets) {
                rates[bucket] += (double) events.applyAsLong(second) / bucketS;
            }
        }
        return rates;
    }

    private double largest(double[] processed) {
        return Stream.of(processed, load(LoadSecond::intended), load(LoadSecond::sent))
                .flatMapToDouble(Arrays::stream)
                .reduce(1, Math::max);
    }

    /** Each rate holds for its whole bucket. */
    private List<Step> steps(double[] rates) {
        return IntStream.range(0, rates.length)
                .mapToObj(bucket -> new Step(bucket * bucketS, (bucket + 1) * bucketS, 0, rates[bucket]))
                .toList();
    }

    private List<Point> middles(double[] rates) {
        return steps(rates).stream()
                .map(step -> new Point((step.from() + step.to()) / 2, step.high()))
                .toList();
    }

    private List<Step> measured(Scale x, Scale y) {
        Schedule schedule = run.result().facts().schedule(run.result().scenario());
        double from = run.second(schedule.measureFromMs());
        double to = Math.min(x.max(), run.second(schedule.measureToMs()));
        return from < to ? List.of(new Step(from, to, y.min(), y.max())) : List.of();
    }

    /** The largest backlog of each bucket. */
    private List<Point> backlog() {
        Map<Double, Long> largest = new TreeMap<>();
        for (BacklogBin bin : run.result().backlogBins()) {
            double bucket = Math.floor(run.second(bin.startMs()) / bucketS);
            if (bucket >= 0 && bucket < buckets) {
                largest.merge(bucket, bin.maxEvents(), Long::max);
            }
        }
        return largest.entrySet().stream()
                .map(bucket -> new Point((bucket.getKey() + 0.5) * bucketS, bucket.getValue()))
                .toList();
    }
}

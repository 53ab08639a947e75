package io.adpipeline.report.chart;

import io.adpipeline.analysis.EventTimeline;
import io.adpipeline.analysis.EventTimeline.Bin;
import io.adpipeline.analysis.EventTimeline.Pause;
import io.adpipeline.report.chart.Series.Point;
import io.adpipeline.result.ResultRow;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Two plots with the same time axis. One shows the latency of events over their intended time: a stall is a triangle,
 * since the first event that it delayed waited longest. The other shows how long no result came.
 */
final class EventPlots {

    static final String LATENCY = "events";
    static final String PAUSES = "pauses";

    /** The time axis has this many parts, and only the longest pause of each is drawn: more could not be told apart. */
    private static final int MOST_PAUSES = 500;

    private final RunData run;
    private final EventTimeline timeline;
    private final Scale x;

    private EventPlots(RunData run, EventTimeline timeline) {
        this.run = run;
        this.timeline = timeline;
        List<Bin> bins = timeline.bins();
        x = Scale.numbers(
                "time since the load's start, s",
                run.second(bins.get(0).startMs()),
                run.second(bins.get(bins.size() - 1).startMs() + timeline.binMs()));
    }

    /** Both plots; none if no event of the measured windows is known. */
    static List<Plot> of(RunData run) {
        return run.result()
                .events()
                .filter(timeline -> timeline.bins().stream().anyMatch(bin -> Double.isFinite(bin.p50Ms())))
                .map(timeline -> new EventPlots(run, timeline))
                .map(plots -> List.of(plots.latency(), plots.pauses()))
                .orElse(List.of());
    }

    private Plot latency() {
        double largestMs = timeline.bins().stream()
                .flatMapToDouble(
                        bin -> DoubleStream.of(bin.p50Ms(), bin.maxMs())) // infinite with an event never counted
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        LimitLines limits = new LimitLines(run.result(), Metric.PER_EVENT, largestMs);
        Scale y = Scale.around("perEvent latency, ms", 0, limits.top());
        List<Series> series = new ArrayList<>();
        series.add(Series.area("longest pause without a result", Tone.MEASURED, longest(y)));
        series.addAll(limits.across(x, y));
        series.add(Series.line("longest of %d ms".formatted(timeline.binMs()), Tone.P99, points(Bin::maxMs)));
        series.add(Series.line("median of %d ms".formatted(timeline.binMs()), Tone.P90, points(Bin::p50Ms)));
        return new Plot(LATENCY, "%s: latency of events over their intended time".formatted(run.name()), x, y, series);
    }

    private Plot pauses() {
        List<Point> pauses = pausesMs();
        Scale y = Scale.around(
                "time since the last result, ms",
                0,
                pauses.stream().mapToDouble(Point::y).max().orElse(1));
        Pause longest = timeline.longestPause();
        String label = "longest pause: %s, %s events waiting at its end"
                .formatted(Figures.rounded(Unit.MS, longest.lengthMs()), Figures.count(longest.waitingEvents()));
        return new Plot(
                PAUSES,
                "%s: how long no result came".formatted(run.name()),
                x,
                y,
                List.of(
                        Series.area(label, Tone.MEASURED, longest(y)),
                        Series.line("time since the last result", Tone.SENT, pauses)));
    }

    private List<Step> longest(Scale y) {
        return longestPause().stream()
                .map(pause -> new Step(pause.from(), pause.to(), y.min(), y.max()))
                .toList();
    }

    /** The part of the longest pause that the time axis shows, up to its length in ms. */
    private Optional<Step> longestPause() {
        Pause pause = timeline.longestPause();
        double from = Math.max(x.min(), run.second(pause.fromMs()));
        double to = Math.min(x.max(), run.second(pause.toMs()));
        return from < to ? Optional.of(new Step(from, to, 0, (to - from) * 1e3)) : Optional.empty();
    }

    private List<Point> points(ToDoubleFunction<Bin> value) {
        return timeline.bins().stream()
                .map(bin -> new Point(
                        run.second(bin.startMs() + timeline.binMs() / 2.0),
                        Double.isFinite(value.applyAsDouble(bin)) ? value.applyAsDouble(bin) : Double.NaN))
                .toList();
    }

    /** The time since the last result, a sawtooth: it rises until a result comes and falls to 0 there. */
    private List<Point> pausesMs() {
        long[] times = run.result().evidence().rows().stream()
                .mapToLong(ResultRow::resultTimeMs)
                .filter(timeMs -> run.second(timeMs) >= x.min() && run.second(timeMs) <= x.max())
                .sorted()
                .distinct()
                .toArray();
        List<Step> all = new ArrayList<>();
        for (int i = 1; i < times.length; i++) {
            all.add(new Step(run.second(times[i - 1]), run.second(times[i]), 0, times[i] - times[i - 1]));
        }
        longestPause().ifPresent(all::add); // no result may have come before it, or after it
        Map<Long, Step> longest = new TreeMap<>();
        for (Step pause : all) {
            long part = Math.round((pause.from() - x.min()) / (x.max() - x.min()) * MOST_PAUSES);
            longest.merge(part, pause, (one, other) -> one.high() < other.high() ? other : one);
        }
        List<Point> points = new ArrayList<>();
        for (Step pause : longest.values()) {
            points.add(new Point(pause.from(), pause.low()));
            points.add(new Point(pause.to(), pause.high()));
        }
        return points;
    }
}

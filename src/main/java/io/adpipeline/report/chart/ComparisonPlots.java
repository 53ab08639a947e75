package io.adpipeline.report.chart;

import io.adpipeline.compare.Block;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.Ratio;
import io.adpipeline.compare.Round;
import io.adpipeline.compare.Side;
import io.adpipeline.latency.LatencyHistogram;
import io.adpipeline.report.chart.Series.Point;
import io.adpipeline.scenario.GatingStatistic;
import io.adpipeline.slo.Metric;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A comparison as two plots: the distribution of event latency of both sides, and the difference in each round, in
 * order, which shows a drift.
 */
final class ComparisonPlots {

    private static final String DISTRIBUTION = "distribution";
    private static final String ROUNDS = "rounds";

    /** Names of the plots, the most important first. */
    static final List<String> NAMES = List.of(DISTRIBUTION, ROUNDS);

    private static final Map<Side, Tone> TONES = Map.of(Side.A, Tone.P50, Side.B, Tone.P90);
    private static final int STEPS = 200;
    private static final double TOP_PERCENT = 99.5;

    private final ComparisonResult result;
    private final GatingStatistic gate;
    private final List<Round> counted;

    private ComparisonPlots(ComparisonResult result) {
        this.result = result;
        this.gate = result.plan().comparison().statistic();
        this.counted = result.counted();
    }

    /** The plots; none if no round counts. */
    static List<Plot> of(ComparisonResult result) {
        ComparisonPlots plots = new ComparisonPlots(result);
        return plots.counted.isEmpty()
                ? List.of()
                : Stream.concat(plots.distribution().stream(), Stream.of(plots.rounds()))
                        .toList();
    }

    private Optional<Plot> distribution() {
        LatencyHistogram a = merged(Side.A);
        LatencyHistogram b = merged(Side.B);
        if (a.count() == 0 || b.count() == 0) {
            return Optional.empty();
        }
        double top = Math.max(a.quantileMs(TOP_PERCENT / 100), b.quantileMs(TOP_PERCENT / 100));
        if (!Double.isFinite(top)) {
            return Optional.empty();
        }
        String change = result.ratio(gate)
                .map(ratio -> ": %s %s".formatted(gate.title(), ratio.text()))
                .orElse("");
        return Optional.of(new Plot(
                DISTRIBUTION,
                "%s: latency of events, b against a%s".formatted(result.plan().name(), change),
                Scale.around("perEvent latency, ms", 0, top),
                Scale.numbers("events that were faster, percent", 0, 100),
                List.of(curve(Side.A, a), curve(Side.B, b))));
    }

    private LatencyHistogram merged(Side side) {
        LatencyHistogram all = LatencyHistogram.ofWholeMs();
        counted.stream()
                .flatMap(round -> round.blocks().stream())
                .filter(block -> block.side() == side)
                .map(Block::run)
                .flatMap(run -> Stream.ofNullable(run.histograms().get(Metric.PER_EVENT)))
                .forEach(all::add);
        return all;
    }

    private Series curve(Side side, LatencyHistogram latencies) {
        List<Point> points = new ArrayList<>();
        for (int step = 1; step <= STEPS; step++) {
            double percent = TOP_PERCENT * step / STEPS;
            points.add(new Point(latencies.quantileMs(percent / 100), percent));
        }
        return Series.line("%s: %s".formatted(side.label(), result.plan().described(side)), TONES.get(side), points);
    }

    private Plot rounds() {
        double allow = result.plan().comparison().allowPercent();
        double notice = result.plan().comparison().noticePercent();
        List<Point> points = result.rounds().stream()
                .map(round -> new Point(
                        round.number(),
                        counted.contains(round)
                                ? Ratio.percent(Math.exp(round.logRatio(gate).orElseThrow()))
                                : Double.NaN))
                .toList();
        Optional<Ratio> ratio = result.ratio(gate);
        DoubleSummaryStatistics shown = DoubleStream.concat(
                        points.stream().mapToDouble(Point::y).filter(Double::isFinite),
                        ratio.stream()
                                .flatMapToDouble(
                                        all -> DoubleStream.of(Ratio.percent(all.low()), Ratio.percent(all.high()))))
                .summaryStatistics();
        Scale x = Scale.numbers("round", 0, result.rounds().size() + 1);
        Scale y = Scale.around(
                "%s of b against a, percent".formatted(gate.title()), shown.getMin(), Math.max(notice, shown.getMax()));
        List<Series> series = new ArrayList<>();
        ratio.ifPresent(all -> series.add(Series.area(
                String.format(
                        Locale.ROOT,
                        "%.0f %% interval of the %d rounds that count",
                        100 * all.confidence(),
                        counted.size()),
                Tone.SPREAD,
                List.of(new Step(x.min(), x.max(), Ratio.percent(all.low()), Ratio.percent(all.high()))))));
        series.add(Series.across("allowed", Tone.LIMIT, x, allow));
        series.add(Series.across("must be noticed", Tone.BROKEN, x, notice));
        ratio.ifPresent(
                all -> series.add(Series.across("rounds that count", Tone.CAPACITY, x, Ratio.percent(all.value()))));
        series.add(Series.line("round", Tone.P90, points));
        return new Plot(
                ROUNDS, "%s: rounds in their order".formatted(result.plan().name()), x, y, series);
    }
}

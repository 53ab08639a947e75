package io.adpipeline.report.chart;

import io.adpipeline.capacity.CapacityAnswer;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.Trial;
import io.adpipeline.latency.Statistic;
import io.adpipeline.slo.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The P90 of several searches over rate, so that it is seen what the traffic's shape costs. */
final class CapacityComparisonPlot {

    private static final List<Tone> TONES = List.of(Tone.CURVE, Tone.CAPACITY, Tone.BACKLOG, Tone.P99);

    private CapacityComparisonPlot() {}

    /** The plot; none with less than two searches that have a latency to show. */
    static Optional<Plot> of(List<CapacityResult> searches) {
        List<CapacityResult> shown = searches.stream()
                .filter(search -> !CapacityPlot.curve(search).isEmpty())
                .toList();
        return shown.size() < 2 ? Optional.empty() : Optional.of(plot(shown));
    }

    private static Plot plot(List<CapacityResult> searches) {
        List<Trial> trials = searches.stream()
                .flatMap(search -> CapacityPlot.curve(search).stream())
                .toList();
        List<Threshold> limits = searches.stream()
                .flatMap(search -> CapacityPlot.limits(search).stream())
                .distinct()
                .toList();
        Scale x = CapacityPlot.rates(trials);
        Scale y = CapacityPlot.decades(
                trials.stream().mapToDouble(CapacityComparisonPlot::p90Ms).min().orElseThrow(),
                Math.max(
                        trials.stream()
                                .mapToDouble(CapacityComparisonPlot::p90Ms)
                                .max()
                                .orElseThrow(),
                        limits.stream().mapToDouble(Threshold::limit).max().orElse(0)));
        List<Series> series = new ArrayList<>();
        limits.forEach(limit -> series.add(CapacityPlot.across(limit, x)));
        for (int i = 0; i < searches.size(); i++) {
            series.add(Series.line(
                    searches.get(i).scenario().traffic().model()
                            + capacity(searches.get(i).answer()),
                    TONES.get(i % TONES.size()),
                    CapacityPlot.curve(searches.get(i)).stream()
                            .map(trial -> new Point(trial.eventsPerSecond(), p90Ms(trial)))
                            .toList()));
        }
        return new Plot(CapacityPlot.NAME, "capacity: endToEnd p90 over rate, by traffic", x, y, series);
    }

    private static double p90Ms(Trial trial) {
        return CapacityPlot.valueMs(trial, Statistic.P90);
    }

    private static String capacity(CapacityAnswer answer) {
        return answer.eventsPerSecond().isPresent()
                ? ": " + CapacityPlot.rateText(answer.eventsPerSecond().getAsDouble(), answer.kind())
                : "";
    }
}

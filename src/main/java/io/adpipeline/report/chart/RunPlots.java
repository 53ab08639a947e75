package io.adpipeline.report.chart;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.slo.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All plots of a run, and which of them to look at first. */
final class RunPlots {

    private static final List<Metric> LATENCIES = Metric.pipelineLatencies();

    private RunPlots() {}

    /** The plots for which there is data, in the order of {@link #names}. */
    static List<Plot> of(RunData run) {
        List<Plot> plots = new ArrayList<>(EventPlots.of(run));
        drawn(run.result()).forEach(metric -> WindowPlot.of(run, metric).ifPresent(plots::add));
        RatePlot.of(run).ifPresent(plots::add);
        StagePlot.of(run).ifPresent(plots::add);
        List<String> order = names(run.result());
        plots.sort(Comparator.comparingInt(plot -> order.indexOf(plot.name())));
        return plots;
    }

    /** Names of the charts that a run can have: first those of a metric whose threshold is broken. */
    static List<String> names(RunResult result) {
        Set<Metric> broken = result.verdict().broken().stream()
                .map(check -> check.threshold().metric())
                .collect(Collectors.toSet());
        Set<String> names = new LinkedHashSet<>();
        LATENCIES.stream().filter(broken::contains).map(WindowPlot::name).forEach(names::add);
        if (Stream.of(Metric.BACKLOG, Metric.DELIVERED, Metric.SCHEDULE_LAG).anyMatch(broken::contains)) {
            names.add(RatePlot.NAME);
        }
        drawn(result).map(WindowPlot::name).forEach(names::add);
        names.addAll(List.of(EventPlots.LATENCY, EventPlots.PAUSES, RatePlot.NAME, StagePlot.NAME));
        return List.copyOf(names);
    }

    /** The metrics that are drawn: the latency of events, and latencies with a threshold. */
    private static Stream<Metric> drawn(RunResult result) {
        return LATENCIES.stream()
                .filter(metric -> metric == Metric.PER_EVENT
                        || result.verdict().checks().stream()
                                .anyMatch(check -> check.threshold().metric() == metric));
    }
}

package io.adpipeline.report.chart;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.slo.Check;
import io.adpipeline.slo.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All plots of a run, and which of them to look at first. */
final class RunPlots {

    private static final List<Metric> LATENCIES = Metric.pipelineLatencies();

    private RunPlots() {}

    /** The plots for which there is data, in the order of {@link #names}. */
    static List<Plot> of(RunData run) {
        List<Optional<Plot>> plots = new ArrayList<>();
        for (Metric metric : LATENCIES) {
            if (drawn(run.result(), metric)) {
                plots.add(WindowPlot.of(run, metric));
            }
        }
        plots.addAll(EventPlots.of(run));
        plots.add(RatePlot.of(run));
        plots.add(StagePlot.of(run));
        List<String> order = names(run.result());
        return plots.stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(plot -> order.indexOf(plot.name())))
                .toList();
    }

    /** Names of the charts that a run can have: first those of a metric whose threshold is broken. */
    static List<String> names(RunResult result) {
        List<String> names = new ArrayList<>();
        LATENCIES.stream()
                .filter(metric -> broken(result, metric))
                .map(WindowPlot::name)
                .forEach(names::add);
        if (List.of(Metric.BACKLOG, Metric.DELIVERED, Metric.SCHEDULE_LAG).stream()
                .anyMatch(metric -> broken(result, metric))) {
            names.add(RatePlot.NAME);
        }
        LATENCIES.stream()
                .filter(metric -> drawn(result, metric))
                .map(WindowPlot::name)
                .forEach(names::add);
        names.addAll(List.of(EventPlots.LATENCY, EventPlots.PAUSES, RatePlot.NAME, StagePlot.NAME));
        return names.stream().distinct().toList();
    }

    private static boolean drawn(RunResult result, Metric metric) {
        return metric == Metric.PER_EVENT || checks(result, metric).findAny().isPresent();
    }

    private static boolean broken(RunResult result, Metric metric) {
        return checks(result, metric).anyMatch(check -> check.state() == Check.State.BROKEN);
    }

    private static Stream<Check> checks(RunResult result, Metric metric) {
        return result.verdict().checks().stream()
                .filter(check -> check.threshold().metric() == metric);
    }
}

package io.adpipeline.report.chart;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.latency.Statistic;
import io.adpipeline.slo.Check;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Threshold;
import java.util.List;

/** The thresholds of one metric, as lines of a plot. */
final class LimitLines {

    /** A limit above this multiple of the largest value is not drawn to scale: the values would be a flat line. */
    private static final double FAR = 3;

    private final List<Check> checks;
    private final double largest;

    /**
     * @param metric a latency, or the backlog, of which only limits on {@code max} are drawn, not on {@code growth}
     * @param largest the largest value drawn, in the metric's unit
     */
    LimitLines(RunResult result, Metric metric, double largest) {
        checks = result.verdict().checks().stream()
                .filter(check -> check.threshold().metric() == metric)
                .filter(check ->
                        metric.isLatency() || check.threshold().statistic().equals(Statistic.MAX.key()))
                .toList();
        this.largest = largest;
    }

    /** The largest value that the axis must hold: the largest of the values and of the limits near them. */
    double top() {
        return checks.stream()
                .mapToDouble(check -> check.threshold().limit())
                .filter(this::near)
                .reduce(largest, Math::max);
    }

    private boolean near(double limit) {
        return limit <= FAR * largest;
    }

    /** Each limit as a horizontal line; one far above the values is at the upper edge, and its label says so. */
    List<Series> across(Scale x, Scale y) {
        return checks.stream().map(check -> line(check, x, y.max())).toList();
    }

    private Series line(Check check, Scale x, double top) {
        Threshold threshold = check.threshold();
        boolean near = near(threshold.limit());
        boolean broken = check.state() == Check.State.BROKEN;
        String label = "threshold %s %s, measured %s%s%s"
                .formatted(
                        // a chart of a single latency need not name it, another chart must
                        threshold.metric().isLatency() ? threshold.statistic() : threshold.title(),
                        threshold.demand(),
                        check.actualText(),
                        broken ? ": broken" : "",
                        near ? "" : " (the limit is above this scale)");
        return Series.across(label, broken ? Tone.BROKEN : Tone.LIMIT, x, near ? threshold.limit() : top);
    }
}

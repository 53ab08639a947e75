package io.adpipeline.report.chart;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.latency.Statistic;
import io.adpipeline.slo.Check;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Threshold;
import java.util.List;

/** The thresholds of one metric, to be drawn in. */
final class LimitLines {

    /** A limit further above the values than this is not drawn to scale: the values would be a flat line. */
    private static final double FAR = 3;

    private final List<Check> checks;
    private final double largest;

    /**
     * @param metric a latency, or the backlog, of which the largest value can be drawn in but not the growth
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

    /** The largest value to make room for: of the values and of the limits near them. */
    double top() {
        return checks.stream()
                .mapToDouble(check -> check.threshold().limit())
                .filter(this::near)
                .reduce(largest, Math::max);
    }

    private boolean near(double limit) {
        return limit <= FAR * largest;
    }

    /** Each limit from left to right; one that is far above stands at the upper edge and says so. */
    List<Series> across(Scale x, Scale y) {
        return checks.stream().map(check -> line(check, x, y.max())).toList();
    }

    private Series line(Check check, Scale x, double top) {
        Threshold threshold = check.threshold();
        boolean near = near(threshold.limit());
        boolean broken = check.state() == Check.State.BROKEN;
        String label = "threshold %s %s, measured %s%s%s"
                .formatted(
                        // a chart of one latency need not say which; one of several things must
                        threshold.metric().isLatency() ? threshold.statistic() : threshold.title(),
                        threshold.demand(),
                        check.actualText(),
                        broken ? ": broken" : "",
                        near ? "" : " (the limit is above this scale)");
        return Series.across(label, broken ? Tone.BROKEN : Tone.LIMIT, x, near ? threshold.limit() : top);
    }
}

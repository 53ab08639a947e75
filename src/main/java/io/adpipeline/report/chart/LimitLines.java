package io.adpipeline.report.chart;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.latency.Statistic;
import io.adpipeline.report.chart.Series.Point;
import io.adpipeline.slo.Check;
import io.adpipeline.slo.Metric;
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
        boolean near = near(check.threshold().limit());
        double limit = near ? check.threshold().limit() : top;
        Tone tone = check.state() == Check.State.BROKEN ? Tone.BROKEN : Tone.LIMIT;
        return Series.line(label(check, near), tone, List.of(new Point(x.min(), limit), new Point(x.max(), limit)));
    }

    /** A chart of one latency need not say which; one of several things must. */
    private static String statistic(Check check) {
        return check.threshold().metric().isLatency()
                ? check.threshold().statistic()
                : check.threshold().metric().key() + " " + check.threshold().statistic();
    }

    private static String label(Check check, boolean near) {
        return "threshold %s %s, measured %s%s%s"
                .formatted(
                        statistic(check),
                        check.threshold().demand(),
                        check.actualText(),
                        check.state() == Check.State.BROKEN ? ": broken" : "",
                        near ? "" : " (the limit is above this scale)");
    }
}

package io.adpipeline.report.chart;

import java.util.List;

/**
 * A line or an area of a plot.
 *
 * @param label what the legend calls it; empty for a series that is not in the legend
 * @param filled whether it is an area
 * @param tone what it looks like
 * @param right whether the right axis measures it
 * @param points a line's points; an area's outline
 */
record Series(String label, boolean filled, Tone tone, boolean right, List<Point> points) {

    /**
     * A point, in the units of its axes.
     *
     * @param x along
     * @param y up; NaN interrupts the line
     */
    record Point(double x, double y) {}

    Series {
        points = List.copyOf(points);
    }

    static Series line(String label, Tone tone, List<Point> points) {
        return new Series(label, false, tone, false, points);
    }

    /** A line at one height, from the left edge to the right one. */
    static Series across(String label, Tone tone, Scale x, double y) {
        return line(label, tone, List.of(new Point(x.min(), y), new Point(x.max(), y)));
    }

    static Series area(String label, Tone tone, List<Step> steps) {
        return new Series(label, true, tone, false, Step.outline(steps, true));
    }

    /** The same, measured by the right axis. */
    Series onTheRight() {
        return new Series(label, filled, tone, true, points);
    }
}

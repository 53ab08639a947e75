package io.adpipeline.report.chart;

import java.util.List;

/**
 * A line or an area of a plot.
 *
 * @param label what the legend calls it; empty for a series that is not in the legend
 * @param kind line or area
 * @param tone what it looks like
 * @param right whether the right axis measures it
 * @param points a line's points; an area's outline
 */
record Series(String label, Kind kind, Tone tone, boolean right, List<Point> points) {

    /**
     * A point, in the units of its axes.
     *
     * @param x along
     * @param y up; NaN interrupts the line
     */
    record Point(double x, double y) {

        /** A point that interrupts the line. */
        static Point gap(double x) {
            return new Point(x, Double.NaN);
        }
    }

    /** How the points are drawn. */
    enum Kind {
        LINE,
        AREA
    }

    Series {
        points = List.copyOf(points);
    }

    static Series line(String label, Tone tone, List<Point> points) {
        return new Series(label, Kind.LINE, tone, false, points);
    }

    /** A line at one height, from the left edge to the right one. */
    static Series across(String label, Tone tone, Scale x, double y) {
        return line(label, tone, List.of(new Point(x.min(), y), new Point(x.max(), y)));
    }

    static Series area(String label, Tone tone, List<Step> steps) {
        return new Series(label, Kind.AREA, tone, false, Step.area(steps));
    }

    /** The same, measured by the right axis. */
    Series onTheRight() {
        return new Series(label, kind, tone, true, points);
    }
}

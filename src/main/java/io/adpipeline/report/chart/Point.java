package io.adpipeline.report.chart;

/**
 * A point of a series, in the units of its axes.
 *
 * @param x along
 * @param y up; NaN lifts the pen
 */
record Point(double x, double y) {

    /** Lifts the pen. */
    static Point gap(double x) {
        return new Point(x, Double.NaN);
    }
}

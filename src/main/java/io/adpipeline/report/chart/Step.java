package io.adpipeline.report.chart;

import io.adpipeline.report.chart.Series.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of values that holds from one instant to another, such as a window's latency.
 *
 * @param from start
 * @param to end
 * @param low lower edge; for a line, the value
 * @param high upper edge; for a line, the value
 */
record Step(double from, double to, double low, double high) {

    /**
     * Points along the upper edges, with a gap wherever two steps do not meet.
     *
     * @param back whether each run of adjacent steps is closed by the way back along the lower edges, to an area
     */
    static List<Point> outline(List<Step> steps, boolean back) {
        List<Point> points = new ArrayList<>();
        for (List<Step> flight : flights(steps)) {
            if (!points.isEmpty()) {
                points.add(new Point(flight.get(0).from(), Double.NaN));
            }
            for (Step step : flight) {
                points.add(new Point(step.from(), step.high()));
                points.add(new Point(step.to(), step.high()));
            }
            for (int i = flight.size() - 1; back && i >= 0; i--) {
                points.add(new Point(flight.get(i).to(), flight.get(i).low()));
                points.add(new Point(flight.get(i).from(), flight.get(i).low()));
            }
        }
        return points;
    }

    /** Splits steps into runs of adjacent steps. */
    private static List<List<Step>> flights(List<Step> steps) {
        List<List<Step>> flights = new ArrayList<>();
        Step before = null;
        for (Step step : steps) {
            if (before == null || before.to() != step.from()) {
                flights.add(new ArrayList<>());
            }
            flights.get(flights.size() - 1).add(step);
            before = step;
        }
        return flights;
    }
}

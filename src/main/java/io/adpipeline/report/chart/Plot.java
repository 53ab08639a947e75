package io.adpipeline.report.chart;

import java.util.List;
import java.util.Optional;

/**
 * A chart as values, before it is drawn.
 *
 * @param name name of its files, without ending
 * @param title what it shows
 * @param x axis along
 * @param y axis up, on the left
 * @param right axis up on the right, if a series needs one
 * @param series lines and areas, the first one at the back; at least one
 */
record Plot(String name, String title, Scale x, Scale y, Optional<Scale> right, List<Series> series) {

    Plot {
        series = List.copyOf(series);
    }

    Plot(String name, String title, Scale x, Scale y, List<Series> series) {
        this(name, title, x, y, Optional.empty(), series);
    }
}

package io.adpipeline.report.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.XYChart;

/** XChart's chart with our legend below it. One thread at a time. */
final class LegendedChart extends XYChart {

    private final Legend legend;
    private final Color ground;
    private final int padding;

    LegendedChart(int width, int height, Legend legend, Color ground, int padding) {
        super(width, height);
        this.legend = legend;
        this.ground = ground;
        this.padding = padding;
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        int above = height - legend.height();
        graphics.setColor(ground);
        graphics.fill(new Rectangle2D.Double(0, 0, width, height)); // in one piece: two would show a seam
        super.paint(graphics, width, above);
        setHeight(height); // it is the size of the page to those who write it
        legend.paint(graphics, padding, above);
    }
}

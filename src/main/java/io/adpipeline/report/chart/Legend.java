package io.adpipeline.report.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The legend below a plot, in as many rows as it needs. XChart's own does not wrap and lets entries touch. Text is
 * drawn as outlines, like XChart's, so that it looks the same wherever the drawing is shown.
 */
final class Legend {

    private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);
    private static final double SIGN = 28;
    private static final double SIGN_GAP = 8;
    private static final double GAP = 26;
    private static final double ROW = 24;
    private static final double BOX = 13;
    private static final double BOTTOM = 12;

    private final Font font;
    private final Color ink;
    private final double width;
    private final List<List<Entry>> rows = new ArrayList<>();

    private record Entry(Series series, GlyphVector text, double width) {}

    /** @param width the room it has */
    Legend(List<Series> series, Font font, Color ink, double width) {
        this.font = font;
        this.ink = ink;
        this.width = width;
        series.stream()
                .filter(shown -> !shown.label().isEmpty() && !shown.points().isEmpty())
                .sorted(Comparator.comparing(Series::tone))
                .forEach(this::add);
    }

    private void add(Series series) {
        GlyphVector text = font.createGlyphVector(METRICS, series.label());
        Entry entry = new Entry(
                series, text, SIGN + SIGN_GAP + text.getLogicalBounds().getWidth());
        if (rows.isEmpty() || width(rows.get(rows.size() - 1)) + GAP + entry.width() > width) {
            rows.add(new ArrayList<>());
        }
        rows.get(rows.size() - 1).add(entry);
    }

    private static double width(List<Entry> row) {
        return row.stream().mapToDouble(Entry::width).sum() + GAP * (row.size() - 1);
    }

    int rows() {
        return rows.size();
    }

    int height() {
        return (int) Math.ceil(rows.size() * ROW + BOTTOM);
    }

    /** Paints it, each row in the middle of the width. */
    void paint(Graphics2D graphics, double left, double top) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int row = 0; row < rows.size(); row++) {
            double x = left + (width - width(rows.get(row))) / 2;
            double middle = top + (row + 0.5) * ROW;
            for (Entry entry : rows.get(row)) {
                paintSign(graphics, entry.series(), x, middle);
                graphics.setColor(ink);
                graphics.fill(entry.text()
                        .getOutline((float) (x + SIGN + SIGN_GAP), (float) (middle + font.getSize2D() * 0.36)));
                x += entry.width() + GAP;
            }
        }
    }

    private static void paintSign(Graphics2D graphics, Series series, double x, double middle) {
        graphics.setColor(series.tone().color());
        if (series.kind() == Series.Kind.AREA) {
            graphics.fill(new Rectangle2D.Double(x + SIGN - BOX, middle - BOX / 2, BOX, BOX));
        } else {
            graphics.setStroke(series.tone().stroke());
            graphics.draw(new Line2D.Double(x, middle, x + SIGN, middle));
        }
    }
}

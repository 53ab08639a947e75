package io.adpipeline.report.chart;

import io.adpipeline.report.chart.Series.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.text.StringEscapeUtils;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A plot drawn by XChart: dark on its own white background, so that it is legible on light and on dark pages. */
final class Drawing {

    static final int WIDTH = 900;
    static final int HEIGHT = 540;

    private static final Color GROUND = Color.WHITE;
    private static final Color INK = new Color(0x24292F);
    private static final Color GRID = new Color(0xDDE1E6);
    private static final int PADDING = 18;
    /**
     * Less than the picture's width: XChart centres the title over the plot area, which is not centred in the picture.
     */
    private static final int TITLE_WIDTH = WIDTH - 8 * PADDING;

    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);

    private final Plot plot;
    private final XYChart chart;

    Drawing(Plot plot) {
        this.plot = plot;
        chart = new XYChart(WIDTH, HEIGHT);
        chart.setTitle(plot.title());
        chart.setXAxisTitle(plot.x().title());
        chart.setYAxisGroupTitle(0, plot.y().title());
        plot.right().ifPresent(right -> chart.setYAxisGroupTitle(1, right.title()));
        style(chart.getStyler());
        scale(chart.getStyler());
        addFrame();
        plot.series().forEach(this::add);
    }

    private void style(XYStyler styler) {
        styler.setBaseFont(TEXT).setChartTitleFont(titleFont());
        styler.setAxisTitleFont(TEXT).setAxisTickLabelsFont(TEXT);
        styler.setChartBackgroundColor(GROUND).setPlotBackgroundColor(GROUND);
        styler.setChartFontColor(INK).setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setAxisTickLabelsColor(INK);
        styler.setAxisTickMarksColor(GRID);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setChartTitleBoxVisible(false).setChartPadding(PADDING).setPlotContentSize(0.985);
        styler.setChartTitlePadding(8).setMarkerSize(7);
        styler.setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Vertical)
                .setLegendFont(TEXT)
                .setLegendBorderColor(GROUND)
                .setLegendSeriesLineLength(28)
                .setLegendPadding(6);
        styler.setYAxisLabelAlignment(TextAlignment.Right);
        styler.setAntiAlias(true).setDecimalPattern("#,##0");
        styler.setLocale(Locale.ROOT)
                .setAxisTickPadding(6)
                .setAxisTitlePadding(10)
                .setPlotMargin(0);
    }

    /** The font of the title, smaller if the title would not fit: it contains names and parameters of any length. */
    private Font titleFont() {
        double width = TITLE.createGlyphVector(new FontRenderContext(null, true, true), plot.title())
                .getLogicalBounds()
                .getWidth();
        return width <= TITLE_WIDTH ? TITLE : TITLE.deriveFont((float) (TITLE.getSize2D() * TITLE_WIDTH / width));
    }

    private void scale(XYStyler styler) {
        styler.setXAxisMin(plot.x().min()).setXAxisMax(plot.x().max());
        styler.setYAxisMin(0, plot.y().min()).setYAxisMax(0, plot.y().max());
        styler.setxAxisTickLabelsFormattingFunction(Scale::plain);
        if (plot.y().logarithmic()) {
            // with a label function XChart would set the ticks as if the axis were linear
            styler.setYAxisLogarithmic(true);
        } else {
            styler.setyAxisTickLabelsFormattingFunction(Scale::plain);
        }
        styler.setXAxisTickMarkSpacingHint(80);
        styler.setYAxisTickMarkSpacingHint(45);
        plot.right().ifPresent(right -> {
            styler.setYAxisMin(1, right.min()).setYAxisMax(1, right.max());
            styler.setYAxisGroupPosition(1, YAxisPosition.Right);
        });
    }

    /**
     * Adds an invisible first series. If the values of the data are evenly spaced, XChart sets the ticks at them, which
     * gives odd numbers. The values of this series prevent that: with them the spacing is never even.
     */
    private void addFrame() {
        Scale x = plot.x();
        Scale y = plot.y();
        double part = 0.37;
        XYSeries frame =
                chart.addSeries("frame", new double[] {x.max(), x.min() + part * (x.max() - x.min())}, new double[] {
                    y.max(), y.min() + part * (y.max() - y.min())
                });
        frame.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.NONE).setShowInLegend(false);
    }

    private void add(Series series) {
        if (series.points().isEmpty()) {
            return;
        }
        XYSeries drawn = draw(series.points(), series.right());
        drawn.setMarker(SeriesMarkers.NONE);
        drawn.setLabel(series.label()).setShowInLegend(!series.label().isEmpty());
        if (series.filled()) {
            drawn.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
            drawn.setLineStyle(SeriesLines.NONE).setLineColor(series.tone().color());
            drawn.setFillColor(series.tone().color());
        } else {
            drawn.setLineStyle(series.tone().stroke())
                    .setLineColor(series.tone().color());
            addLonePoints(series);
        }
    }

    /** Draws the points without a neighbour as dots, since the line shows nothing of them. */
    private void addLonePoints(Series series) {
        List<Point> points = series.points();
        List<Point> lone = IntStream.range(0, points.size())
                .filter(i -> isKnown(points, i) && !isKnown(points, i - 1) && !isKnown(points, i + 1))
                .mapToObj(points::get)
                .toList();
        if (!lone.isEmpty()) {
            XYSeries dots = draw(lone, series.right());
            dots.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(series.tone().color());
            dots.setLineStyle(SeriesLines.NONE).setShowInLegend(false);
        }
    }

    private static boolean isKnown(List<Point> points, int i) {
        return i >= 0 && i < points.size() && Double.isFinite(points.get(i).y());
    }

    private XYSeries draw(List<Point> points, boolean right) {
        XYSeries drawn = chart.addSeries(
                "series-" + chart.getSeriesMap().size(),
                points.stream().mapToDouble(Point::x).toArray(),
                points.stream().mapToDouble(Point::y).toArray());
        drawn.setYAxisGroup(right ? 1 : 0);
        return drawn;
    }

    /** The drawing as a self-contained SVG, with title and description as text. */
    String svg() throws IOException {
        ByteArrayOutputStream drawn = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart, drawn, VectorGraphicsFormat.SVG);
        String text = "<title>%s</title><desc>%s</desc>"
                .formatted(StringEscapeUtils.escapeXml11(plot.title()), StringEscapeUtils.escapeXml11(description()));
        return drawn.toString(StandardCharsets.UTF_8)
                .replaceFirst("<!DOCTYPE[^>]*>\\s*", "")
                .replaceFirst("<svg([^>]*)>", "<svg role=\"img\"$1>" + Matcher.quoteReplacement(text));
    }

    /** Axes and legend as text. */
    private String description() {
        String legend = plot.series().stream()
                .map(Series::label)
                .filter(label -> !label.isEmpty())
                .collect(Collectors.joining("; "));
        String right =
                plot.right().map(axis -> "; on the right: " + axis.title()).orElse("");
        return "Along: %s. Up: %s%s. Shown: %s."
                .formatted(plot.x().title(), plot.y().title(), right, legend);
    }

    void paint(Graphics2D graphics) {
        chart.paint(graphics, WIDTH, HEIGHT);
    }
}

package io.adpipeline.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.report.chart.Series.Point;
import io.adpipeline.slo.Metric;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class DrawingTest {

    private static final Map<String, String> BROKEN = Map.of("slo.endToEnd.p90", "100ms");

    private static Plot plot(Map<String, String> overrides) {
        return WindowPlot.of(Runs.of(SampleRun.passing(overrides)), Metric.END_TO_END)
                .orElseThrow();
    }

    private static Document parse(String svg) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        return builder.parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static BufferedImage picture(Plot plot) {
        BufferedImage image = new BufferedImage(Drawing.WIDTH, Drawing.HEIGHT, BufferedImage.TYPE_INT_RGB);
        new Drawing(plot).paint(image.createGraphics());
        return image;
    }

    private static Set<Integer> colours(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .mapToObj(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xFFFFFF)
                .collect(Collectors.toSet());
    }

    @Test
    void theSvgSaysInTextWhatItShows() throws Exception {
        Document svg = parse(new Drawing(plot(BROKEN)).svg());

        assertThat(svg.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 900 540");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("demo: endToEnd latency of each window");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .contains(
                        "time since the load's start, s",
                        "latency, ms",
                        "threshold p90 ≤ 100 ms, measured 359 ms",
                        "broken",
                        "P50",
                        "P90",
                        "P99");
    }

    @Test
    void theSvgFetchesNothingAndEscapesWhatItQuotes() throws Exception {
        Scale axis = Scale.numbers("a < b & c", 0, 1);
        Plot plot = new Plot(
                "x",
                "<x> ${y} \\ $1",
                axis,
                axis,
                List.of(Series.line("l", Tone.P90, List.of(new Point(0, 0), new Point(1, 1)))));
        String svg = new Drawing(plot).svg();

        assertThat(svg).doesNotContain("DOCTYPE", "href=");
        assertThat(parse(svg).getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("<x> ${y} \\ $1");
    }

    @Test
    void theSvgHasAGroundOfItsOwnSoThatItReadsOnDarkPages() throws Exception {
        assertThat(new Drawing(plot(BROKEN)).svg())
                .containsPattern("<rect height=\"540\" style=\"fill:rgb\\(255,255,255\\);[^>]*width=\"900\"");
    }

    @Test
    void everyToneOfThePlotIsInThePicture() {
        BufferedImage image = picture(plot(BROKEN));
        Set<Integer> colours = colours(image);

        for (Tone tone : Set.of(Tone.P50, Tone.P90, Tone.P99, Tone.SPREAD, Tone.BROKEN)) {
            assertThat(colours).as(tone.name()).contains(tone.color().getRGB() & 0xFFFFFF);
        }
    }

    @Test
    void nothingTouchesTheEdgeOfThePicture() {
        Map<String, String> manyThingsToSay = Map.of(
                "slo.backlog.max",
                "20",
                "slo.endToEnd.max",
                "500ms",
                "traffic.model",
                "mmpp",
                "traffic.rateRatio",
                "7.25",
                "traffic.q12",
                "0.123456789",
                "traffic.q21",
                "0.987654321");
        for (Plot plot : RunPlots.of(Runs.of(SampleRun.passing(manyThingsToSay)))) {
            BufferedImage image = picture(plot);
            int right = image.getWidth() - 1;
            int bottom = image.getHeight() - 1;

            assertThat(IntStream.rangeClosed(0, bottom).allMatch(y -> white(image, 0, y) && white(image, right, y)))
                    .as(plot.name())
                    .isTrue();
            assertThat(IntStream.rangeClosed(0, right).allMatch(x -> white(image, x, 0) && white(image, x, bottom)))
                    .as(plot.name())
                    .isTrue();
        }
    }

    private static boolean white(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) == Color.WHITE.getRGB();
    }

    @Test
    void aSeriesWithoutPointsIsNeitherDrawnNorInTheLegend() {
        Scale axis = Scale.numbers("s", 0, 1);
        Plot plot = new Plot("x", "x", axis, axis, List.of(Series.line("empty", Tone.BROKEN, List.of())));

        assertThat(colours(picture(plot))).doesNotContain(Tone.BROKEN.color().getRGB() & 0xFFFFFF);
    }

    @Test
    void aPointWithoutANeighbourIsADot() {
        Scale axis = Scale.numbers("x", 0, 4);
        List<Point> gap = List.of(new Point(1, 1), new Point(2, Double.NaN), new Point(3, Double.NaN));
        List<Point> lone = List.of(new Point(1, Double.NaN), new Point(2, 1), new Point(3, Double.NaN));
        List<Point> line = List.of(new Point(1, 1), new Point(2, 1), new Point(3, Double.NaN));
        for (List<Point> points : List.of(gap, lone, line)) {
            Plot plot = new Plot("x", "x", axis, axis, List.of(Series.line("", Tone.P90, points)));

            assertThat(colours(picture(plot))).contains(Tone.P90.color().getRGB() & 0xFFFFFF);
        }
    }
}

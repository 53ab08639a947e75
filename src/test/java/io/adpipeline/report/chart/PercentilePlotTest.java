package io.adpipeline.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.run.SampleRun;
import io.adpipeline.slo.Metric;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PercentilePlotTest {

    private static Plot plot(Map<String, String> overrides) {
        return PercentilePlot.of(Runs.of(SampleRun.passing(overrides)), Metric.END_TO_END)
                .orElseThrow();
    }

    @Test
    void quantilesStandAtTheirNumberOfNines() {
        assertThat(PercentilePlot.nines(0)).isZero();
        assertThat(PercentilePlot.nines(0.9)).isCloseTo(1, within(1e-12));
        assertThat(PercentilePlot.nines(0.999)).isCloseTo(3, within(1e-12));
        assertThat(PercentilePlot.nines(1)).isInfinite();
    }

    @Test
    void aSampleIsTheQuantileOfEveryShareUpToItsRank() {
        double[] sorted = {10, 20, 20, 40};

        assertThat(PercentilePlot.curve(sorted, 2))
                .containsExactly(
                        new Point(0, 10), new Point(-Math.log10(0.75), 10),
                        new Point(-Math.log10(0.75), 20), new Point(-Math.log10(0.25), 20),
                        new Point(-Math.log10(0.25), 40), new Point(2, 40));
    }

    @Test
    void manySamplesAreThinnedButTheExtremesStay() {
        Random random = new Random(7);
        double[] sorted =
                random.doubles(200_000).map(share -> -Math.log(share)).sorted().toArray();
        var curve = PercentilePlot.curve(sorted, 5.5);

        assertThat(curve).hasSizeBetween(1_000, 4_000);
        assertThat(curve.get(0).y()).isEqualTo(sorted[0]);
        assertThat(curve.get(curve.size() - 1)).isEqualTo(new Point(5.5, sorted[sorted.length - 1]));
        assertThat(curve).isSortedAccordingTo((a, b) -> Double.compare(a.x(), b.x()));
    }

    @Test
    void theCurveTakesEveryMeasuredSampleAndSaysHowMany() {
        Plot plot = plot(Map.of());

        assertThat(plot.name()).isEqualTo("percentiles-endToEnd");
        assertThat(plot.x().ticks()).isEqualTo(Scale.Ticks.PERCENTILES);
        Series curve = Runs.series(plot, "endToEnd (100 samples)");
        assertThat(curve.points().stream().map(Point::y).distinct())
                .containsExactly(279.0, 289.0, 299.0, 309.0, 319.0, 329.0, 339.0, 349.0, 359.0, 369.0);
        assertThat(plot.x().max()).isCloseTo(2.25, within(1e-9));
    }

    @Test
    void windowCloseIsOfFinalRowsAlone() {
        Plot plot = PercentilePlot.of(Runs.of(SampleRun.passing()), Metric.WINDOW_CLOSE)
                .orElseThrow();

        assertThat(Runs.series(plot, "windowClose (100 samples)").points()).allMatch(point -> point.y() == 270);
    }

    @Test
    void aThresholdEndsAtItsPercentile() {
        Plot plot = plot(Map.of("slo.endToEnd.p90", "400ms", "slo.endToEnd.max", "500ms"));

        assertThat(Runs.series(plot, "threshold p90").points().get(1).x()).isCloseTo(1, within(1e-12));
        assertThat(Runs.series(plot, "threshold p90").points()).allMatch(point -> point.y() == 400);
        assertThat(Runs.series(plot, "threshold max").points().get(1).x())
                .isEqualTo(plot.x().max());
    }

    @Test
    void aThresholdOnTheMeanIsNoPercentile() {
        assertThat(Runs.labels(plot(Map.of("slo.endToEnd.mean", "400ms"))))
                .noneMatch(label -> label.startsWith("threshold mean"));
    }

    @Test
    void withoutSamplesThereIsNothingToDraw() {
        RunData run = Runs.of(SampleRun.passing().without(row -> true));

        assertThat(Arrays.asList(Metric.END_TO_END, Metric.WINDOW_CLOSE))
                .allMatch(metric -> PercentilePlot.of(run, metric).isEmpty());
    }
}

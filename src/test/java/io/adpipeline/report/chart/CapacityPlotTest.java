package io.adpipeline.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.CapacityResult.CapacityAnswer;
import io.adpipeline.capacity.CapacityResult.CapacityAnswer.Kind;
import io.adpipeline.capacity.SampleSearch;
import io.adpipeline.report.chart.Series.Point;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityPlotTest {

    @TempDir
    private Path folder;

    private static Plot plot(CapacityResult result) {
        return CapacityPlot.of(result).orElseThrow();
    }

    private static List<Point> line(Plot plot, String label) {
        return Runs.series(plot, label).points();
    }

    @Test
    void theCurveIsFlatAndThenSteep() {
        Plot plot = plot(SampleSearch.found(Map.of()));

        assertThat(line(plot, "perEvent p90, with its interval in each trial"))
                .containsExactly(
                        new Point(100, 369),
                        new Point(200, 369),
                        new Point(206, 369),
                        new Point(212, 8379),
                        new Point(400, 8379));
        assertThat(plot.title()).isEqualTo("hunt: latency over rate, uniform traffic");
        assertThat(plot.y()).isEqualTo(new Scale("latency, ms (logarithmic)", 100, 10_000, true));
        assertThat(plot.x().min()).isEqualTo(84);
        assertThat(plot.x().max()).isEqualTo(416);
    }

    @Test
    void theKneeAndTheThresholdAreMarked() {
        Plot plot = plot(SampleSearch.found(Map.of()));

        assertThat(line(plot, "capacity: 206 events/s")).containsExactly(new Point(206, 100), new Point(206, 10_000));
        assertThat(line(plot, "threshold p90 ≤ 2 s")).containsExactly(new Point(84, 2_000), new Point(416, 2_000));
    }

    @Test
    void aThresholdBelowAllLatenciesIsSeen() {
        Plot plot = plot(SampleSearch.found(Map.of("slo.perEvent.p90", "50ms")));

        assertThat(plot.y().min()).isEqualTo(10);
        assertThat(line(plot, "threshold p90 ≤ 50 ms")).containsExactly(new Point(84, 50), new Point(416, 50));
    }

    @Test
    void whereTheGeneratorDidNotKeepUpNothingIsDrawn() {
        Plot plot = plot(SampleSearch.generatorLimit(Map.of()));

        assertThat(line(plot, "perEvent p90, with its interval in each trial")).containsExactly(new Point(200, 369));
        assertThat(line(plot, "INVALID: says nothing")).allMatch(point -> point.x() >= 206);
        assertThat(line(plot, "capacity: 200 events/s or more")).hasSize(2);
    }

    @Test
    void withoutAValidTrialThereIsNoChart() {
        CapacityResult limit = SampleSearch.generatorLimit(Map.of());
        CapacityResult nothing = new CapacityResult(
                limit.scenario(),
                "any",
                limit.trials().subList(1, 3),
                new CapacityAnswer(Kind.GENERATOR_LIMIT, OptionalDouble.empty(), OptionalDouble.of(206), List.of()));

        assertThat(CapacityPlot.of(nothing)).isEmpty();
        ChartFiles.write(nothing, folder);
        assertThat(ChartFiles.ofSearch(folder)).isEmpty();
    }

    @Test
    void itIsDrawn() throws Exception {
        ChartFiles.write(SampleSearch.found(Map.of()), folder);

        assertThat(ChartFiles.ofSearch(folder))
                .singleElement()
                .satisfies(svg -> assertThat(svg)
                        .content()
                        .contains("<title>hunt: latency over rate, uniform traffic</title>", "capacity: 206 events/s"));
    }
}

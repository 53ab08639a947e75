package io.adpipeline.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.analysis.RunResult.StageStats;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.report.chart.Series.Point;
import io.adpipeline.result.Stage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagePlotTest {

    private final RunData run = Runs.of(SampleRun.passing());
    private final Plot plot = StagePlot.of(run).orElseThrow();

    private double[] edges(Stage stage) {
        return Runs.series(plot, stage.key()).points().stream()
                .filter(point -> point.x() > 2 && point.x() < 3)
                .mapToDouble(Point::y)
                .sorted()
                .distinct()
                .toArray();
    }

    @Test
    void everyStageStandsUponTheOneBeforeIt() {
        assertThat(Runs.labels(plot))
                .isEqualTo(Arrays.stream(Stage.values()).map(Stage::key).toList());
        double below = 0;
        for (StageStats stage : run.result().stages()) {
            double[] edges = edges(stage.stage());
            assertThat(edges[0]).as(stage.stage().key()).isCloseTo(below, within(1e-9));
            below = edges[edges.length - 1];
            // all windows are alike, so each has the means of the run
            assertThat(below - edges[0]).as(stage.stage().key()).isCloseTo(stage.meanMs(), within(1e-9));
        }
    }

    @Test
    void theStackIsAsHighAsTheMeanLatency() {
        double[] top = edges(Stage.SINK_APPEND);

        assertThat(top[top.length - 1]).isCloseTo(325, within(1e-9));
        assertThat(plot.y()).isEqualTo(Scale.numbers("eventTime latency, ms", 0, 340));
    }

    @Test
    void windowsAreSeparateBars() {
        assertThat(Runs.series(plot, "sinkAppend").points())
                .filteredOn(point -> Double.isNaN(point.y()))
                .hasSize(9);
    }

    @Test
    void aPipelineThatDoesNotTellIsNotDrawn() {
        assertThat(List.of(SampleRun.passing().untraced(), SampleRun.passing().without(row -> true)))
                .allMatch(silent -> StagePlot.of(Runs.of(silent)).isEmpty());
    }
}

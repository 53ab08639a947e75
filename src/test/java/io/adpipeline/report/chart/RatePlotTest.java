package io.adpipeline.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.analysis.Analysis;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.evidence.Evidence;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.report.chart.Series.Point;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatePlotTest {

    private static RunData with(List<BatchProgress> batches) {
        Evidence whole = Runs.of(SampleRun.passing()).result().evidence();
        Evidence changed =
                new Evidence(whole.scenario(), whole.facts(), whole.finished(), whole.rows(), batches, List.of());
        return new RunData(Analysis.of(changed));
    }

    private static Plot plot(RunData run) {
        return RatePlot.of(run).orElseThrow();
    }

    @Test
    void askedAndSentHoldForEachSecondWithoutTheLastPartialOne() {
        Plot plot = plot(Runs.of(SampleRun.passing()));

        assertThat(plot.x()).isEqualTo(Scale.numbers("time since the load's start, s", 0, 13));
        assertThat(plot.y().title()).isEqualTo("events per second");
        assertThat(Runs.series(plot, "asked").points())
                .startsWith(new Point(0, 100))
                .endsWith(new Point(0, 0));
        assertThat(Runs.series(plot, "sent").points()).hasSize(26).allMatch(point -> point.y() == 90);
        assertThat(plot.title()).isEqualTo("demo: load and backlog, uniform traffic of 100 events/s on average");
    }

    @Test
    void theModelsParametersAreNamed() {
        SampleRun bursts = SampleRun.passing(Map.of("traffic.model", "mmpp", "traffic.rateRatio", "8"));

        assertThat(plot(Runs.of(bursts)).title()).contains("mmpp (rateRatio 8) traffic");
    }

    @Test
    void aBatchIsSpreadOverItsOwnTime() {
        BatchProgress batch =
                new BatchProgress(0, SampleRun.START_MS + 1_500, 400, Map.of("triggerExecution", 2_000L), "{}");
        List<Point> processed =
                Runs.series(plot(with(List.of(batch))), "processed").points();

        assertThat(processed)
                .startsWith(
                        new Point(0.5, 0),
                        new Point(1.5, 100),
                        new Point(2.5, 200),
                        new Point(3.5, 100),
                        new Point(4.5, 0));
    }

    @Test
    void withoutBatchesTheResultsTellWhatWasProcessed() {
        List<Point> processed = Runs.series(plot(with(List.of())), "processed").points();

        assertThat(processed)
                .startsWith(new Point(0.5, 0), new Point(1.5, 100), new Point(2.5, 100), new Point(3.5, 100));
    }

    @Test
    void workBeforeTheLoadBelongsToNoSecond() {
        BatchProgress early =
                new BatchProgress(0, SampleRun.START_MS - 500, 300, Map.of("triggerExecution", 1_000L), "{}");

        assertThat(Runs.series(plot(with(List.of(early))), "processed")
                        .points()
                        .get(0)
                        .y())
                .isCloseTo(150, within(1e-9));
    }

    @Test
    void theBacklogHasAnAxisOfItsOwnAndItsThreshold() {
        Plot plot = plot(Runs.of(SampleRun.passing(Map.of("slo.backlog.max", "20", "slo.backlog.growth", "1%"))));

        assertThat(plot.right().orElseThrow().title()).isEqualTo("backlog, events");
        assertThat(Runs.series(plot, "backlog").right()).isTrue();
        assertThat(Runs.series(plot, "backlog").points())
                .hasSize(13)
                .startsWith(new Point(0.5, 0), new Point(1.5, 100))
                .endsWith(new Point(12.5, 100));
        Series limit = Runs.series(plot, "threshold");
        assertThat(limit.right()).isTrue();
        assertThat(limit.points()).containsExactly(new Point(0, 20), new Point(13, 20));
        assertThat(limit.label()).isEqualTo("threshold backlog max ≤ 20 events, measured 100 events: broken");
        assertThat(Runs.labels(plot)).noneMatch(label -> label.contains("growth"));
    }

    @Test
    void aLoadThatIsShorterThanABinHasNoSecondAxis() {
        RunResult run = Runs.of(SampleRun.passing()).result();
        Plot plot = plot(new RunData(SampleRun.withBacklog(run, List.of(), run.backlog())));

        assertThat(plot.right()).isEmpty();
        assertThat(Runs.labels(plot)).noneMatch(label -> label.startsWith("backlog"));
    }

    @Test
    void aLongLoadIsAveragedOverSeveralSecondsAndSaysSo() {
        Plot plot = plot(Runs.of(SampleRun.passing(), 1_201));

        assertThat(plot.title()).endsWith("means of 3 s");
        assertThat(plot.x().max()).isEqualTo(1_200);
        assertThat(Runs.series(plot, "sent").points()).hasSize(800).allMatch(point -> Math.abs(point.y() - 90) < 1e-9);
    }

    @Test
    void aLoadThatNeverFinishedIsNotDrawn() {
        SampleRun run = SampleRun.passing();

        assertThat(RatePlot.of(Runs.of(run, 0))).isEmpty();
    }
}

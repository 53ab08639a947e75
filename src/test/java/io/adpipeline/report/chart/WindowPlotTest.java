package io.adpipeline.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.report.chart.Series.Point;
import io.adpipeline.slo.Metric;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowPlotTest {

    private static Plot plot(SampleRun run, Metric metric) {
        return WindowPlot.of(Runs.of(run), metric).orElseThrow();
    }

    @Test
    void everyMeasuredWindowIsAStairOfEachPercentile() {
        Plot plot = plot(SampleRun.passing(), Metric.END_TO_END);

        assertThat(plot.name()).isEqualTo("latency-endToEnd");
        assertThat(plot.title()).isEqualTo("demo: endToEnd latency of each window");
        assertThat(plot.x()).isEqualTo(Scale.numbers("time since the load's start, s; windows of 1 s", 2, 12));
        assertThat(Runs.series(plot, "P50").points())
                .hasSize(20)
                .startsWith(new Point(2, 319), new Point(3, 319), new Point(3, 319), new Point(4, 319));
        assertThat(Runs.series(plot, "P90").points()).endsWith(new Point(11, 359), new Point(12, 359));
        assertThat(Runs.series(plot, "P99").points()).allMatch(point -> point.y() == 369);
    }

    @Test
    void theSpreadReachesFromTheMedianToTheHighestPercentile() {
        Series spread = plot(SampleRun.passing(), Metric.END_TO_END).series().get(0);

        assertThat(spread.filled()).isTrue();
        assertThat(spread.points()).hasSize(40).startsWith(new Point(2, 369)).endsWith(new Point(2, 319));
    }

    @Test
    void aWindowWithoutRowsLeavesAGap() {
        SampleRun run = SampleRun.passing()
                .without(row -> row.cell().windowStartMs() == SampleRun.START_MS + 5 * SampleRun.WINDOW_MS);

        assertThat(Runs.series(plot(run, Metric.END_TO_END), "P90").points())
                .filteredOn(point -> Double.isNaN(point.y()))
                .hasSize(1)
                .allMatch(point -> point.x() == 6);
    }

    @Test
    void aThresholdIsDrawnFromEdgeToEdgeWithWhatWasMeasured() {
        Plot plot = plot(SampleRun.passing(Map.of("slo.endToEnd.p90", "500ms")), Metric.END_TO_END);
        Series limit = Runs.series(plot, "threshold");

        assertThat(limit.points()).containsExactly(new Point(2, 500), new Point(12, 500));
        assertThat(limit.label()).isEqualTo("threshold p90 ≤ 500 ms, measured 359 ms");
        assertThat(limit.tone()).isEqualTo(Tone.LIMIT);
        assertThat(plot.y()).isEqualTo(Scale.numbers("latency, ms", 0, 520));
    }

    @Test
    void aBrokenThresholdLooksDifferentAndSaysSo() {
        Series limit = Runs.series(
                plot(SampleRun.passing(Map.of("slo.endToEnd.p90", "100ms")), Metric.END_TO_END), "threshold");

        assertThat(limit.tone()).isEqualTo(Tone.BROKEN);
        assertThat(limit.label())
                .startsWith("threshold p90 ≤ 100 ms, measured 359 ms")
                .endsWith(": broken");
    }

    @Test
    void aThresholdFarAboveStandsAtTheUpperEdgeAndSaysSo() {
        Plot plot = plot(SampleRun.passing(), Metric.END_TO_END);
        Series limit = Runs.series(plot, "threshold");

        assertThat(plot.y().max()).isEqualTo(400);
        assertThat(limit.points()).containsExactly(new Point(2, 400), new Point(12, 400));
        assertThat(limit.label()).startsWith("threshold p90 ≤ 2 s").endsWith("(the limit is above this scale)");
    }

    @Test
    void everyThresholdOfTheMetricIsDrawnAndNoOther() {
        Map<String, String> thresholds = Map.of("slo.endToEnd.max", "600ms", "slo.windowClose.p90", "700ms");

        assertThat(Runs.labels(plot(SampleRun.passing(thresholds), Metric.END_TO_END)))
                .filteredOn(label -> label.startsWith("threshold"))
                .hasSize(2)
                .anyMatch(label -> label.startsWith("threshold max ≤ 600 ms"));
    }

    @Test
    void rowsBeforeTheirWindowsEndAreBelowZeroAndNotCutOff() {
        Plot plot = plot(SampleRun.passing().later(-400), Metric.WINDOW_CLOSE);

        assertThat(Runs.series(plot, "P90").points()).allMatch(point -> point.y() == -130);
        assertThat(plot.y().min()).isEqualTo(-140);
        assertThat(plot.y().max()).isEqualTo(0);
    }

    @Test
    void withoutRowsThereIsNothingToDraw() {
        assertThat(WindowPlot.of(Runs.of(SampleRun.passing().without(row -> true)), Metric.END_TO_END))
                .isEmpty();
    }
}

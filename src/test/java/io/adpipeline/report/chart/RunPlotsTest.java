package io.adpipeline.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.evidence.Abort.Culprit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunPlotsTest {

    private static List<String> drawn(SampleRun run) {
        return RunPlots.of(Runs.of(run)).stream().map(Plot::name).toList();
    }

    @Test
    void perEventIsAlwaysDrawnAndOtherLatenciesIfTheyAreJudged() {
        assertThat(drawn(SampleRun.passing()))
                .containsExactly("latency-perEvent", "latency-endToEnd", "events", "pauses", "rates", "stages");
        assertThat(drawn(SampleRun.passing(Map.of("slo.windowClose.p90", "2s", "slo.eventTime.max", "2s"))))
                .containsExactly(
                        "latency-perEvent",
                        "latency-endToEnd",
                        "latency-eventTime",
                        "latency-windowClose",
                        "events",
                        "pauses",
                        "rates",
                        "stages");
    }

    @Test
    void aMetricWhoseThresholdIsBrokenComesFirst() {
        assertThat(drawn(SampleRun.passing(Map.of("slo.windowClose.p90", "100ms"))))
                .startsWith("latency-windowClose", "latency-perEvent")
                .doesNotHaveDuplicates();
    }

    @Test
    void ratesComeFirstIfTheBacklogOrTheLoadBrokeItsThreshold() {
        assertThat(drawn(SampleRun.passing(Map.of("slo.backlog.max", "20")))).startsWith("rates", "latency-perEvent");
        assertThat(drawn(SampleRun.passing().unsent(500))).startsWith("rates", "latency-perEvent");
    }

    @Test
    void aBrokenLatencyComesBeforeABrokenBacklog() {
        assertThat(drawn(SampleRun.passing(Map.of("slo.backlog.max", "20", "slo.endToEnd.p90", "1ms"))))
                .startsWith("latency-endToEnd", "rates");
    }

    @Test
    void aRunThatDiedEarlyHasNoChartAtAll() {
        SampleRun dead = SampleRun.passing()
                .aborted(Culprit.KAFKA, "Kafka has not answered")
                .without(row -> true);

        assertThat(RunPlots.of(Runs.of(dead, 0))).isEmpty();
    }
}

package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.capacity.SampleSearch;
import io.adpipeline.evidence.Abort.Culprit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureTextTest {

    @Test
    void brokenThresholdsAreATableWithTheSlowestStageBelow() {
        SampleRun slow = SampleRun.passing(
                        Map.of("slo.endToEnd.p50", "1s", "slo.eventTime.mean", "1s", "slo.backlog.max", "20"))
                .later(2_000);

        assertThat(FailureText.of(slow.result())).isEqualTo("""
                demo: FAIL (threshold broken): endToEnd p50 is 2.32 s, required ≤ 1 s
                  metric             required      actual  95 % interval
                  endToEnd p50          ≤ 1 s      2.32 s              -
                  endToEnd p90          ≤ 2 s      2.36 s              -
                  eventTime mean        ≤ 1 s      2.33 s              -
                  backlog max     ≤ 20 events  300 events              -
                  the largest part from newest event to result is sinkAppend: mean 2020 ms of 2324 ms, p90 2020 ms""");
    }

    @Test
    void wrongResultsComeFirstAlsoWhereAThresholdIsBrokenToo() {
        SampleRun wrong = SampleRun.passing().without(row -> row.offset() == 42).later(2_000);

        assertThat(FailureText.of(wrong.result()).lines())
                .startsWith("demo: FAIL (wrong results or dead pipeline): results differ from what was sent: 1 missing;"
                        + " 1,300 events expected, 1,290 counted, 10 too few")
                .contains("  endToEnd p90     ≤ 2 s  2.37 s              -")
                .endsWith("  window 2023-11-14T22:13:24Z (1700000004000) campaign 3: no row, 10 events expected");
    }

    @Test
    void anInvalidRunSaysWhyInItsFirstLine() {
        assertThat(FailureText.of(SampleRun.passing().clockDrift(50).result()))
                .isEqualTo(
                        "demo: INVALID (invalid run): the wall clock was moved by 50.0 ms while the load ran, allowed are 20 ms");
    }

    @Test
    void everyFurtherReasonHasItsLine() {
        SampleRun doubtful = SampleRun.passing().unsent(100).later(2_000);

        assertThat(FailureText.of(doubtful.result()).lines())
                .startsWith("demo: INVALID (invalid run): delivered share is 90 %, required is ≥ 99 %")
                .contains("  delivered share    ≥ 99 %    90 %              -")
                .anyMatch(line -> line.startsWith("  the largest part from newest event to result is "));
    }

    @Test
    void theFirstLineStaysOneLine() {
        SampleRun died = SampleRun.passing().aborted(Culprit.PIPELINE, "the pipeline died: x\n\tat y\n z");

        assertThat(FailureText.of(died.result()).lines().findFirst())
                .hasValue("demo: FAIL (wrong results or dead pipeline): the pipeline died: x …");
    }

    @Test
    void aDeadKafkaIsInfrastructure() {
        assertThat(FailureText.of(SampleRun.passing()
                        .aborted(Culprit.KAFKA, "Kafka has not answered for 10 s")
                        .result()))
                .startsWith(
                        "demo: INVALID (infrastructure): Kafka has not answered for 10 s\n  invalid: scheduleLag has");
    }

    @Test
    void aSearchSaysItsAnswerFirst() {
        assertThat(FailureText.of(SampleSearch.found(Map.of("capacity.atLeast", "1500"))))
                .isEqualTo("""
                hunt: FAIL (threshold broken): the pipeline sustains 206 events/s, which held three times; 212 events/s failed twice
                  capacity.atLeast: required ≥ 1,500 events/s, actual 206
                  at 212 events/s: endToEnd p90: required ≤ 2 s, actual 8.37 s (100 samples), undecided
                  at 212 events/s: backlog growth: allowed ≤ 4 % of the rate, actual 15.7 % [15.5, 16.0]""");
    }
}

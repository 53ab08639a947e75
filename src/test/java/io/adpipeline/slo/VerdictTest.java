package io.adpipeline.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.latency.Statistic;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Thresholds TWO_SECONDS = new Thresholds(List.of(Threshold.parse("endToEnd", "p90", "2s")));

    private static String message(Measured measured) {
        return Judge.judge(TWO_SECONDS, measured.done()).message("mmpp");
    }

    @Test
    void aPassIsOneLine() {
        assertThat(message(Measured.healthy())).isEqualTo("mmpp: PASS");
    }

    @Test
    void aMarginalPassShowsWhatWasClose() {
        assertThat(message(Measured.healthy().latency(Metric.END_TO_END, Statistic.P90, 1_870, 1_774, 2_061)))
                .isEqualTo("""
                        mmpp: PASS, marginal: the interval contains the limit
                          endToEnd p90: required ≤ 2 s, actual 1.87 s [1.77, 2.06] (1,240 samples), marginal""");
    }

    @Test
    void aFailShowsRequiredActualIntervalStageAndFaults() {
        assertThat(message(Measured.healthy()
                        .latency(Metric.END_TO_END, Statistic.P90, 2_410, 2_200, 2_632)
                        .stage(Metric.END_TO_END, "Most of it went into the batch: 1.8 s of 2.41 s.")
                        .wrong("window 0 campaign 3: 5 events of 6")))
                .isEqualTo("""
                        mmpp: FAIL
                          endToEnd p90: required ≤ 2 s, actual 2.41 s [2.2, 2.63] (1,240 samples)
                            Most of it went into the batch: 1.8 s of 2.41 s.
                          window 0 campaign 3: 5 events of 6""");
    }

    @Test
    void anInvalidRunSaysWhy() {
        assertThat(message(Measured.healthy().delivered(OptionalDouble.of(64)).invalid("2 send errors")))
                .isEqualTo("""
                        mmpp: INVALID (this run proves nothing about the pipeline)
                          delivered share: required ≥ 99 %, actual 64 %
                          invalid: 2 send errors
                          invalid: delivered share is 64 %, required is ≥ 99 %""");
    }

    @Test
    void aWrongResultIsAFailThatHidesNoDoubt() {
        assertThat(message(Measured.healthy()
                        .wrong("window 0 campaign 3: 5 events of 6")
                        .invalid("the clock was moved")))
                .isEqualTo("""
                        mmpp: FAIL
                          window 0 campaign 3: 5 events of 6
                          latencies in doubt: the clock was moved""");
    }

    @Test
    void aBreachByAHairIsNotRoundedAway() {
        assertThat(message(Measured.healthy().latency(Metric.END_TO_END, 50, Statistic.P90, 2_000.4)))
                .contains("required ≤ 2 s, actual 2.0004 s (50 samples), undecided");
    }

    @Test
    void anInvalidVerdictWithoutAReasonIsRefusedAndAReasonWithoutInvalidToo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Verdict(Outcome.INVALID, List.of(), List.of(), List.of()))
                .withMessage(
                        "reasons must be given for INVALID, and else only beside faults of a FAIL, were [] for INVALID");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Verdict(Outcome.PASS, List.of(), List.of(), List.of("clock")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Verdict(Outcome.FAIL, List.of(), List.of(), List.of("clock")));
    }

    @Test
    void aCheckWithoutAValueIsUnknown() {
        Threshold threshold = TWO_SECONDS.all().get(0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Check(
                        threshold,
                        OptionalDouble.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Check.State.HELD,
                        Optional.empty()))
                .withMessage("endToEnd.p90 must be UNKNOWN without a value, was HELD");
    }
}

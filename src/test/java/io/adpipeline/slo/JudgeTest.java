package io.adpipeline.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.latency.Statistic;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

    private static final String WRONG = "window 0 campaign 3: 5 events of 6";
    private static final String BEHIND = "12 events were still not processed";

    private static Verdict judge(Measured measured, String... thresholds) {
        List<Threshold> asked = Arrays.stream(thresholds)
                .map(text -> text.split(" "))
                .map(part -> Threshold.parse(part[0], part[1], part[2]))
                .toList();
        return Judge.judge(new Thresholds(asked), measured.done());
    }

    private static Check.State state(Verdict verdict, String key) {
        return verdict.checks().stream()
                .filter(check -> check.threshold().key().equals(key))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void aHealthyRunPasses() {
        Verdict verdict = judge(Measured.healthy(), "endToEnd p90 2s");

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.mark()).isEqualTo(Check.Mark.CLEAR);
        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.checks())
                .extracting(check -> check.threshold().key())
                .containsExactly("endToEnd.p90", "scheduleLag.p99", "delivered.share");
        assertThat(verdict.checks()).extracting(Check::state).containsOnly(Check.State.HELD);
    }

    @Test
    void aValueOnItsLimitPassesAndAboveItFails() {
        assertThat(judge(Measured.healthy(), "endToEnd p90 800ms").outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(Measured.healthy(), "endToEnd p90 799.999ms").outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void oneBrokenThresholdAmongHeldOnesFails() {
        Verdict verdict = judge(
                Measured.healthy().latency(Metric.WINDOW_CLOSE, 100, Statistic.P50, 4_000),
                "endToEnd p90 2s",
                "windowClose p50 3s");

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(state(verdict, "endToEnd.p90")).isEqualTo(Check.State.HELD);
        assertThat(state(verdict, "windowClose.p50")).isEqualTo(Check.State.BROKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "backlog max 1000,1000,0,PASS",
        "backlog max 1000,1001,0,FAIL",
        "backlog growth 2%,0,2,PASS",
        "backlog growth 2%,0,2.1,FAIL",
        "backlog growth 2%,0,-50,PASS"
    })
    void theBacklogIsAMatterOfThePipeline(String threshold, double max, double growth, Outcome outcome) {
        assertThat(judge(Measured.healthy().backlog(max, growth), threshold).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void pipelineFaultsFailHoweverFastTheyCame() {
        Verdict verdict = judge(Measured.healthy().wrong(WRONG), "endToEnd p90 2s");

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.pipelineFaults()).containsExactly(WRONG);
    }

    @Test
    void aPipelineThatLeftNoOrTooFewSamplesByItsOwnFaultFails() {
        Measured nothing = Measured.healthy().without(Metric.END_TO_END).wrong("no result rows came");
        Measured tooFew = Measured.healthy()
                .latency(Metric.END_TO_END, 49, Statistic.P90, 800)
                .wrong(WRONG);

        assertThat(judge(nothing, "endToEnd p90 2s", "backlog max 10").outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(judge(nothing, "endToEnd p90 2s", "backlog max 10").reasons())
                .isEmpty();
        assertThat(judge(tooFew, "endToEnd p90 2s").outcome()).isEqualTo(Outcome.FAIL);
        assertThat(judge(tooFew, "endToEnd p90 2s").reasons()).isEmpty();
        assertThat(state(judge(tooFew, "endToEnd p90 2s"), "endToEnd.p90")).isEqualTo(Check.State.UNKNOWN);
    }

    @Test
    void aPipelineThatEndedTheLoadByDyingFails() {
        Measured died = Measured.healthy()
                .without(Metric.SCHEDULE_LAG)
                .delivered(OptionalDouble.empty())
                .wrong("the pipeline died: out of memory");

        assertThat(judge(died, "endToEnd p90 2s").outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aFaultThatIsNotProvenExcusesNoGeneratorThatWasLateOrSentTooLittle() {
        Measured late = Measured.healthy()
                .latency(Metric.SCHEDULE_LAG, 100_000, Statistic.P99, 51)
                .notDrained(BEHIND);
        Measured tooLittle = Measured.healthy().delivered(OptionalDouble.of(64)).notDrained(BEHIND);
        Measured tooFew = Measured.healthy()
                .latency(Metric.SCHEDULE_LAG, 499, Statistic.P99, 1)
                .notDrained(BEHIND);

        assertThat(judge(late, "endToEnd p90 2s").outcome()).isEqualTo(Outcome.INVALID);
        assertThat(judge(tooLittle, "endToEnd p90 2s").outcome()).isEqualTo(Outcome.INVALID);
        assertThat(judge(tooFew, "endToEnd p90 2s").outcome()).isEqualTo(Outcome.INVALID);
    }

    @Test
    void aKnownReasonMakesTheRunInvalid() {
        Verdict verdict = judge(Measured.healthy().invalid("3 negative latencies"), "endToEnd p90 2s");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(verdict.reasons()).containsExactly("3 negative latencies");
    }

    @Test
    void invalidWinsOverABrokenThresholdButHidesNothing() {
        Verdict verdict = judge(Measured.healthy().invalid("send errors").notDrained(BEHIND), "endToEnd p90 1ms");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(state(verdict, "endToEnd.p90")).isEqualTo(Check.State.BROKEN);
        assertThat(verdict.pipelineFaults()).containsExactly(BEHIND);
        assertThat(verdict.message("mmpp"))
                .contains("endToEnd p90: required ≤ 1 ms")
                .contains(BEHIND)
                .contains("send errors");
    }

    @Test
    void aProvenFaultWinsOverInvalidAndHidesNothing() {
        Measured late = Measured.healthy()
                .latency(Metric.SCHEDULE_LAG, 100_000, Statistic.P99, 51)
                .wrong(WRONG);
        Verdict verdict = judge(late.notDrained(BEHIND), "endToEnd p90 2s");

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.pipelineFaults()).containsExactly(WRONG, BEHIND);
        assertThat(verdict.reasons()).containsExactly("scheduleLag p99 is 51 ms, required is ≤ 50 ms");
    }

    @Test
    void aSlowMachineExcusesASlowPipelineAndLetsAPassStand() {
        Measured slowMachine = Measured.healthy().disturbed("the host gave 9 % to others");

        assertThat(judge(slowMachine, "endToEnd p90 2s").outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(slowMachine, "endToEnd p90 1ms").outcome()).isEqualTo(Outcome.INVALID);
        assertThat(judge(slowMachine, "endToEnd p90 1ms").reasons()).containsExactly("the host gave 9 % to others");
        assertThat(judge(slowMachine.notDrained(BEHIND), "endToEnd p90 2s").outcome())
                .isEqualTo(Outcome.INVALID);
        assertThat(judge(slowMachine.wrong(WRONG), "endToEnd p90 2s").outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aLoadThatWasNotDeliveredProvesNothing() {
        Verdict verdict = judge(Measured.healthy().delivered(OptionalDouble.of(98.99)), "endToEnd p90 2s");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(verdict.reasons()).containsExactly("delivered share is 98.99 %, required is ≥ 99 %");
    }

    @Test
    void theScenarioMayAskForALesserShare() {
        Measured measured = Measured.healthy().delivered(OptionalDouble.of(95));

        assertThat(judge(measured, "endToEnd p90 2s", "delivered share 90%").outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void anUnknownShareProvesNothing() {
        Verdict verdict = judge(Measured.healthy().delivered(OptionalDouble.empty()), "endToEnd p90 2s");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(verdict.reasons()).containsExactly("delivered share was not measured");
    }

    @Test
    void aLateGeneratorProvesNothing() {
        Measured measured = Measured.healthy().latency(Metric.SCHEDULE_LAG, 100_000, Statistic.P99, 51);
        Verdict verdict = judge(measured, "endToEnd p90 2s");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(verdict.reasons()).containsExactly("scheduleLag p99 is 51 ms, required is ≤ 50 ms");
    }

    @ParameterizedTest
    @CsvSource({"2500, INVALID", "2700, INVALID", "2701, FAIL"})
    void aLateGeneratorExcusesNoMoreThanItsLargestLag(double actualMs, Outcome outcome) {
        Measured late = Measured.healthy()
                .lag(191, 700)
                .latency(Metric.END_TO_END, 100, Statistic.P90, actualMs)
                .latency(Metric.EVENT_TIME, 100, Statistic.P90, 99_000);
        Verdict verdict = judge(late, "endToEnd p90 2s", "eventTime p90 100s");

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reasons().isEmpty()).isEqualTo(outcome == Outcome.FAIL);
        assertThat(state(verdict, "scheduleLag.p99")).isEqualTo(Check.State.BROKEN);
        assertThat(verdict.mark()).isEqualTo(outcome == Outcome.FAIL ? Check.Mark.UNDECIDED : Check.Mark.CLEAR);
    }

    /** Events that came late do not make the backlog, and what was not measured shows nothing. */
    @Test
    void onlyALatencyAboveItsLimitShowsASlowPipelineInSpiteOfALateGenerator() {
        Measured late = Measured.healthy().lag(191, 700).backlog(5_000, 0);
        Verdict unknown = judge(late.without(Metric.END_TO_END), "endToEnd p90 2s", "backlog max 10");

        assertThat(judge(late, "backlog max 10").outcome()).isEqualTo(Outcome.INVALID);
        assertThat(unknown.reasons())
                .containsExactly("endToEnd has no samples", "scheduleLag p99 is 191 ms, required is ≤ 50 ms");
    }

    @Test
    void aSlowPipelineHidesNoOtherReasonThanTheLag() {
        Measured late = Measured.healthy()
                .lag(191, 700)
                .delivered(OptionalDouble.of(64))
                .latency(Metric.END_TO_END, 100, Statistic.P90, 2_701);

        assertThat(judge(late, "endToEnd p90 2s").outcome()).isEqualTo(Outcome.INVALID);
        assertThat(judge(late, "endToEnd p90 2s").reasons())
                .containsExactly("delivered share is 64 %, required is ≥ 99 %");
    }

    @Test
    void noSamplesProveNothingAndAreSaidOnce() {
        Verdict verdict = judge(Measured.healthy().without(Metric.END_TO_END), "endToEnd p90 2s", "endToEnd max 3s");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(verdict.reasons()).containsExactly("endToEnd has no samples");
        assertThat(state(verdict, "endToEnd.p90")).isEqualTo(Check.State.UNKNOWN);
    }

    @Test
    void aFigureOfNoSamplesIsNotBelieved() {
        Measured measured = Measured.healthy().latency(Metric.END_TO_END, 0, Statistic.P90, 0);

        assertThat(judge(measured, "endToEnd p90 2s").reasons()).containsExactly("endToEnd has no samples");
    }

    @Test
    void anUnmeasuredLagProvesNothing() {
        Verdict verdict = judge(Measured.healthy().without(Metric.SCHEDULE_LAG), "endToEnd p90 2s");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(verdict.reasons()).containsExactly("scheduleLag has no samples");
    }

    @ParameterizedTest
    @CsvSource({"MEAN,10", "P50,10", "P90,50", "P95,100", "P99,500", "P999,5000", "MAX,1"})
    void everyStatisticNeedsItsSamples(Statistic statistic, long needed) {
        assertThat(statistic.samplesNeeded()).isEqualTo(needed);
        String threshold = "eventTime %s 2s".formatted(statistic.key());
        Measured enough = Measured.healthy().latency(Metric.EVENT_TIME, needed, statistic, 10);
        Measured tooFew = Measured.healthy().latency(Metric.EVENT_TIME, needed - 1, statistic, 10);

        assertThat(judge(enough, threshold).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(tooFew, threshold).outcome()).isEqualTo(Outcome.INVALID);
        assertThat(state(judge(tooFew, threshold), "eventTime." + statistic.key()))
                .isEqualTo(Check.State.UNKNOWN);
    }

    @Test
    void tooFewSamplesAreGivenInNumbers() {
        Measured measured = Measured.healthy().latency(Metric.EVENT_TIME, 4_999, Statistic.P999, 99_999);

        assertThat(judge(measured, "eventTime p999 2s").reasons())
                .containsExactly("eventTime p999 needs 5,000 samples, there are 4,999");
    }

    @Test
    void aStatisticThatWasNotMeasuredProvesNothing() {
        assertThat(judge(Measured.healthy(), "endToEnd p90 2s", "endToEnd p50 2s")
                        .reasons())
                .containsExactly("endToEnd p50 was not measured");
        assertThat(judge(Measured.healthy(), "backlog max 10").reasons())
                .containsExactly("backlog max was not measured");
        assertThat(judge(Measured.healthy(), "backlog growth 10%").reasons())
                .containsExactly("backlog growth was not measured");
    }

    @Test
    void withoutAThresholdOnThePipelineThereIsNothingToPass() {
        Verdict verdict = judge(Measured.healthy(), "scheduleLag p99 1s");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(verdict.reasons()).containsExactly("no threshold on the pipeline: there is nothing to judge");
        assertThat(judge(Measured.healthy()).outcome()).isEqualTo(Outcome.INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "1400ms,FAIL,CLEAR", "1500ms,FAIL,MARGINAL", "1600ms,FAIL,MARGINAL", "1700ms,PASS,MARGINAL",
        "1900ms,PASS,MARGINAL", "2s,PASS,MARGINAL", "2000.1ms,PASS,CLEAR", "3s,PASS,CLEAR"
    })
    void aLimitInsideTheIntervalIsMarginalAndTheValueDecides(String limit, Outcome outcome, Check.Mark mark) {
        Measured measured = Measured.healthy().latency(Metric.END_TO_END, Statistic.P90, 1_700, 1_500, 2_000);
        Verdict verdict = judge(measured, "endToEnd p90 " + limit);

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.mark()).isEqualTo(mark);
    }

    @Test
    void aLatencyWithoutAnIntervalIsUndecided() {
        Measured measured = Measured.healthy().latency(Metric.END_TO_END, 1_000, Statistic.P90, 1_700);

        assertThat(judge(measured, "endToEnd p90 2s").mark()).isEqualTo(Check.Mark.UNDECIDED);
        assertThat(judge(measured, "endToEnd p90 1s").mark()).isEqualTo(Check.Mark.UNDECIDED);
        assertThat(judge(measured.invalid("the clock was moved"), "endToEnd p90 2s")
                        .mark())
                .isEqualTo(Check.Mark.CLEAR);
    }

    /** The other values may lie near their limits: the outcome stands all the same. */
    @Test
    void aCheckThatIsClearlyBrokenMakesTheFailClear() {
        Measured measured = Measured.healthy()
                .latency(Metric.PER_EVENT, 1_000, Statistic.P90, 1_700)
                .latency(Metric.END_TO_END, Statistic.P90, 1_900, 1_800, 2_300)
                .latency(Metric.WINDOW_CLOSE, Statistic.P90, 3_000, 2_900, 3_100);

        Verdict verdict = judge(measured, "perEvent p90 2s", "endToEnd p90 2s", "windowClose p90 2s");

        assertThat(verdict.mark()).isEqualTo(Check.Mark.CLEAR);
        assertThat(verdict.marginal()).isEmpty();
        assertThat(judge(measured, "endToEnd p90 2s", "windowClose p90 3s").mark())
                .isEqualTo(Check.Mark.MARGINAL);
    }

    @Test
    void marginalSaysMoreThanUndecided() {
        Measured measured = Measured.healthy()
                .latency(Metric.PER_EVENT, 1_000, Statistic.P90, 1_700)
                .latency(Metric.END_TO_END, Statistic.P90, 1_900, 1_800, 2_300);

        assertThat(judge(measured, "perEvent p90 2s", "endToEnd p90 2s").mark()).isEqualTo(Check.Mark.MARGINAL);
    }

    @Test
    void eventsThatWereNeverCountedBreakALimitForCertain() {
        Measured measured =
                Measured.healthy().latency(Metric.PER_EVENT, 1_000, Statistic.P90, Double.POSITIVE_INFINITY);
        Verdict verdict = judge(measured, "perEvent p90 1h");

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.mark()).isEqualTo(Check.Mark.CLEAR);
        assertThat(verdict.message("mmpp")).contains("perEvent p90: required ≤ 3600 s, actual ∞ (1,000 samples)");
    }
}

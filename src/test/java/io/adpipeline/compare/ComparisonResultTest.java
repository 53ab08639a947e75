package io.adpipeline.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.scenario.GatingStatistic;
import io.adpipeline.slo.Outcome;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ComparisonResultTest {

    private static final double A_MS = new Block(Side.A, SampleRun.passing().result(), OptionalDouble.empty())
            .value(GatingStatistic.P90)
            .orElseThrow();

    private static long percentMs(double percent) {
        return Math.round(A_MS * percent / 100);
    }

    private static SampleComparison comparison() {
        return SampleComparison.of(Map.of(), 4);
    }

    @Test
    void oneThatIsSurelySlowerByMoreThanAllowedIsSlower() {
        ComparisonResult result = comparison()
                .rounds(percentMs(20), percentMs(21), percentMs(20), percentMs(21))
                .result(true);

        assertThat(result.verdict()).isEqualTo(ComparisonVerdict.SLOWER);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(Ratio.percent(result.ratio(GatingStatistic.P90).orElseThrow().value()))
                .isCloseTo(20.5, within(0.7));
        assertThat(result.sentences().get(0))
                .startsWith("perEvent p90 of b (trigger=1s) is +20.")
                .endsWith("against a (as it is), 95 % interval of 4 rounds: allowed is +5 %; most of it in sinkAppend");
        assertThat(result.sentences()).hasSize(1);
        assertThat(result.rounds().get(0).order()).isEqualTo("abba");
        assertThat(result.value(Side.B, GatingStatistic.P90).orElseThrow())
                .isCloseTo(A_MS * 1.205, within(0.01 * A_MS));
        assertThat(result.message()).startsWith("demo: SLOWER\n  ");
    }

    @Test
    void oneThatIsSurelyNotSlowerByWhatMustBeNoticedPasses() {
        ComparisonResult within = comparison()
                .rounds(percentMs(4), percentMs(9), percentMs(4), percentMs(9))
                .result(true);
        ComparisonResult alike = comparison().rounds(0, 0, 0, 0).result(true);
        ComparisonResult faster = comparison()
                .rounds(-percentMs(20), -percentMs(20), -percentMs(20), -percentMs(21))
                .result(true);

        assertThat(within.verdict()).isEqualTo(ComparisonVerdict.PASS);
        assertThat(within.sentences().get(0)).endsWith("it is at most 15 % slower");
        assertThat(alike.sentences().get(0)).endsWith("it is at most 5 % slower");
        assertThat(faster.sentences().get(0)).endsWith("it is faster");
        assertThat(faster.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void whatIsNeitherIsUndecidedAndFailsUnlessTheScenarioSaysOtherwise() {
        long[] uneven = {0, percentMs(20), percentMs(5), percentMs(25)};
        ComparisonResult result = comparison().rounds(uneven).result(true);
        ComparisonResult lenient = SampleComparison.of(Map.of("compare.undecidedPasses", "true"), 4)
                .rounds(uneven)
                .result(true);

        assertThat(result.verdict()).isEqualTo(ComparisonVerdict.UNDECIDED);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.sentences().get(0))
                .contains("it is open whether b is more than 5 % slower; such rounds resolve a difference of ")
                .endsWith(" % or more, and of CPU time (compare.statistic: cpu) 0.0 %");
        assertThat(lenient.outcome()).isEqualTo(Outcome.PASS);
    }

    /** Latencies are four times as uneven as CPU time, and then less than twice. */
    @Test
    void aSteadierFigureIsNamedWhereRoundsTellTooLittle() {
        assertThat(uneven(1.05).message()).contains("and of CPU time (compare.statistic: cpu) 4.6 %");
        assertThat(uneven(1.12).verdict()).isEqualTo(ComparisonVerdict.UNDECIDED);
        assertThat(uneven(1.12).message()).doesNotContain("compare.statistic");
    }

    private static ComparisonResult uneven(double cpuFactor) {
        return comparison()
                .round(run -> run.later(percentMs(20)).cpu(2.5 * cpuFactor))
                .round(run -> run)
                .round(run -> run.later(percentMs(20)).cpu(2.5 * cpuFactor))
                .round(run -> run)
                .result(true);
    }

    @Test
    void aRoundWithAnInvalidBlockIsThrownAwayAndFourMustCount() {
        ComparisonResult result =
                comparison().rounds(0, 0, 0).round(SampleRun::lateGenerator).result(true);

        assertThat(result.counted()).hasSize(3);
        assertThat(result.verdict()).isEqualTo(ComparisonVerdict.INVALID);
        assertThat(result.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(result.sentences())
                .contains("only 3 of 4 rounds count, at least 4 are needed", "thrown away: 1 of 4 rounds")
                .anyMatch(sentence -> sentence.contains("scheduleLag"));
        assertThat(comparison()
                        .rounds(0, 0, 0)
                        .round(SampleRun::lateGenerator)
                        .rounds(0)
                        .result(true)
                        .verdict())
                .isEqualTo(ComparisonVerdict.PASS);
    }

    @Test
    void aProcessThatIsBusyWithoutLoadSpoilsTheRound() {
        ComparisonResult result = comparison()
                .round(run -> run, OptionalDouble.of(5.1))
                .round(run -> run, OptionalDouble.of(4.9))
                .result(true);

        assertThat(result.counted()).hasSize(1);
        assertThat(result.rounds().get(0).doubts(GatingStatistic.P90))
                .anyMatch(doubt -> doubt.endsWith("the process of b used 5.1 % of a core meanwhile, allowed 5 %"));
    }

    @Test
    void itIsGivenUpWhereRoundsAreThrownAwayInVain() {
        SampleComparison spoilt = comparison().round(SampleRun::lateGenerator).round(SampleRun::lateGenerator);

        assertThat(spoilt.result(false).decided()).isFalse();
        assertThat(spoilt.round(SampleRun::lateGenerator).result(false).decided())
                .isTrue();
        assertThat(spoilt.rounds(0).result(false).decided()).isFalse();
        assertThat(spoilt.result(true).verdict()).isEqualTo(ComparisonVerdict.INVALID);
        assertThat(spoilt.round(SampleRun::lateGenerator)
                        .round(SampleRun::lateGenerator)
                        .result(true)
                        .sentences())
                .hasSize(11)
                .endsWith("and 2 more such reasons");
    }

    @Test
    void wrongResultsOfASideAreAFailWhateverTheRatio() {
        ComparisonResult result = comparison()
                .rounds(0, 0, 0, 0)
                .round(run -> run.without(row -> row.offset() == 42))
                .result(false);

        assertThat(result.verdict()).isEqualTo(ComparisonVerdict.FAIL);
        assertThat(result.decided()).isTrue();
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.sentences())
                .isNotEmpty()
                .isEqualTo(result.faults())
                .allMatch(fault -> fault.startsWith("demo: "));
    }

    @Test
    void aFaultThatAnInvalidBlockDoesNotProveIsNoFailure() {
        ComparisonResult result = comparison()
                .rounds(0, 0, 0, 0)
                .round(run ->
                        run.drainProblem("7 events were still not processed").withOthers(40, 10))
                .result(true);

        assertThat(result.rounds().get(4).faults()).isNotEmpty();
        assertThat(result.faults()).isEmpty();
        assertThat(result.counted()).hasSize(4);
        assertThat(result.verdict()).isEqualTo(ComparisonVerdict.PASS);
    }

    @Test
    void anEarlyLookDecidesOnlyWhatIsClear() {
        ComparisonResult clear = SampleComparison.of(Map.of(), 8)
                .rounds(percentMs(30), percentMs(30), percentMs(30), percentMs(31))
                .result(false);
        ComparisonResult notYet = SampleComparison.of(Map.of(), 8)
                .rounds(percentMs(30), percentMs(30), percentMs(31))
                .result(false);

        assertThat(clear.decided()).isTrue();
        assertThat(clear.verdict()).isEqualTo(ComparisonVerdict.SLOWER);
        assertThat(comparison().rounds(0, 0, 0, 0).result(false).decided()).isTrue();
        assertThat(clear.ratio(GatingStatistic.P90).orElseThrow().confidence()).isEqualTo(0.99);
        assertThat(clear.end().ratio(GatingStatistic.P90)).isEqualTo(clear.ratio(GatingStatistic.P90));
        assertThat(notYet.decided()).isFalse();
        assertThat(notYet.verdict()).isEqualTo(ComparisonVerdict.UNDECIDED);
    }

    @Test
    void aFigureThatWasNotMeasuredHasNoRatio() {
        ComparisonResult result = comparison().rounds(0, 0, 0, 0).result(true);

        assertThat(result.ratio(GatingStatistic.MEAN)).isPresent();
        assertThat(comparison().rounds(0, 0).result(true).ratio(GatingStatistic.MEAN))
                .isPresent();
        assertThat(comparison().rounds(0).result(true).ratio(GatingStatistic.MEAN))
                .isEmpty();
    }

    @Test
    void whatIsNoLatencyIsSlowerWithoutAStage() {
        ComparisonResult result = SampleComparison.of(Map.of("compare.statistic", "cpu"), 4)
                .round(run -> run.later(percentMs(20)).cpu(2.5 * 1.2))
                .round(run -> run.later(percentMs(20)).cpu(2.5 * 1.21))
                .round(run -> run.later(percentMs(20)).cpu(2.5 * 1.2))
                .round(run -> run.later(percentMs(20)).cpu(2.5 * 1.21))
                .result(true);

        assertThat(result.verdict()).isEqualTo(ComparisonVerdict.SLOWER);
        assertThat(result.sentences().get(0)).endsWith("of 4 rounds: allowed is +5 %");
    }

    @Test
    void betweenTwoLooksNothingIsSaidAndNothingPasses() {
        ComparisonResult result = SampleComparison.of(Map.of("compare.undecidedPasses", "true"), 12)
                .rounds(percentMs(50), percentMs(50), percentMs(50), percentMs(51), percentMs(50))
                .result(false);

        assertThat(result.sentences()).containsExactly("not finished");
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
    }
}

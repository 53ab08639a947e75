package io.adpipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.result.OracleReport;
import io.adpipeline.result.ResultRow;
import io.adpipeline.run.Abort.Culprit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DoubtsTest {

    private static final Optional<OracleReport> RIGHT =
            Optional.of(new OracleReport(9, 0, 90, 90, 0, 0, 0, 0, 0, 0, List.of()));
    private static final Optional<OracleReport> WRONG =
            Optional.of(new OracleReport(9, 0, 90, 89, 0, 0, 1, 0, 0, 0, List.of("window 0 campaign 1: 9 of 10")));

    private static List<String> faults(SampleRun run, Optional<OracleReport> oracle) {
        Evidence evidence = run.evidence();
        return Doubts.pipelineFaults(evidence.facts(), oracle, evidence.rows());
    }

    private static List<String> reasons(SampleRun run) {
        Evidence evidence = run.evidence();
        return Doubts.invalidReasons(evidence, evidence.rows(), evidence.rows());
    }

    private static SampleRun withOneRow(SampleRun run, UnaryOperator<ResultRow> change) {
        return run.rows(row -> row.offset() == 7 ? change.apply(row) : row);
    }

    @Test
    void aGoodRunRaisesNone() {
        assertThat(faults(SampleRun.passing(), RIGHT)).isEmpty();
        assertThat(reasons(SampleRun.passing())).isEmpty();
    }

    @Test
    void findingsOfTheOracleAreFaults() {
        assertThat(faults(SampleRun.passing(), WRONG)).hasSize(2).endsWith("window 0 campaign 1: 9 of 10");
    }

    @Test
    void theEndOfThePipelineIsItsFault() {
        SampleRun run = SampleRun.passing().aborted(Culprit.PIPELINE, "the pipeline died: why");

        assertThat(faults(run, Optional.empty())).containsExactly("the pipeline died: why");
        assertThat(reasons(run)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "PIPELINE", mode = EnumSource.Mode.EXCLUDE)
    void theEndOfAnythingElseIsNotAndMakesTheRunInvalid(Culprit culprit) {
        SampleRun run = SampleRun.passing().aborted(culprit, "it died");

        assertThat(faults(run, Optional.empty())).isEmpty();
        assertThat(reasons(run)).containsExactly("it died");
    }

    @Test
    void whatWasNotDrainedIsAFault() {
        assertThat(faults(SampleRun.passing().drainProblem("5 results were still unread"), RIGHT))
                .containsExactly("5 results were still unread");
    }

    @Test
    void noRowsAreAFaultOnlyIfThereIsATruthTheyShouldTell() {
        assertThat(faults(SampleRun.passing().without(row -> true), RIGHT))
                .containsExactly("no result rows came for the measured windows");
        assertThat(faults(SampleRun.passing().without(row -> true), Optional.empty())).isEmpty();
    }

    @Test
    void aMissingReportOfTheLoadMakesTheRunInvalid() {
        assertThat(reasons(SampleRun.passing().withoutLoad())).containsExactly("the load generator left no report");
    }

    @Test
    void failedSendsAreCountedWithTheFirstReasonInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(reasons(SampleRun.passing().failedSends(1_234)))
                    .containsExactly("1,234 sends failed, the first with TimeoutException: 20 s");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aClockIsDoubtedBeyondItsLimitInBothDirections() {
        assertThat(reasons(SampleRun.passing().clockDrift(20))).isEmpty();
        assertThat(reasons(SampleRun.passing().clockDrift(20.5))).containsExactly(
                "the wall clock was moved by 20.5 ms while the load ran, allowed are 20 ms");
        assertThat(reasons(SampleRun.passing().clockDrift(-21))).containsExactly(
                "the wall clock was moved by -21.0 ms while the load ran, allowed are 20 ms");
    }

    @Test
    void aResultBeforeItsNewestEventIsDoubted() {
        SampleRun beforeProduced = withOneRow(SampleRun.passing(),
                row -> SampleRun.withResultTime(row, row.counts().maxProduceTimeMs() - 1));

        assertThat(reasons(beforeProduced)).first().asString()
                .isEqualTo("1 of 130 rows have a negative endToEnd: the clocks of generator and broker disagree");
    }

    @Test
    void aResultBeforeTheIntendedTimeOfItsNewestEventIsDoubted() {
        SampleRun beforeIntended = withOneRow(SampleRun.passing(),
                row -> SampleRun.withResultTime(row, row.counts().maxEventTimeNs() / 1_000_000 - 1));

        assertThat(reasons(beforeIntended))
                .anySatisfy(reason -> assertThat(reason).startsWith("1 of 130 rows have a negative eventTime"));
    }

    @Test
    void aFinalResultBeforeTheWindowsEndIsDoubtedInAppendModeAlone() {
        UnaryOperator<ResultRow> early = row -> SampleRun.withResultTime(row, row.windowEndMs() - 1);

        assertThat(reasons(withOneRow(SampleRun.passing(), early)))
                .containsExactly("1 of 130 rows have a negative windowClose: the clocks of generator and broker disagree");
        assertThat(reasons(withOneRow(SampleRun.passing(Map.of("outputMode", "update")), early))).isEmpty();
    }

    @Test
    void aMachineWhoseHostGaveItsTimeToOthersMakesTheRunInvalid() {
        assertThat(reasons(SampleRun.passing().withStolenCpu(5))).isEmpty();
        assertThat(reasons(SampleRun.passing().withStolenCpu(7.26))).containsExactly(
                "the host gave 7.3 % of this machine's CPU time to others while measuring, allowed are 5 %");
    }
}

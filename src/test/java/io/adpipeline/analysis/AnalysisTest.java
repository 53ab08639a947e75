package io.adpipeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.analysis.RunResult.StageStats;
import io.adpipeline.analysis.RunResult.WindowStats;
import io.adpipeline.event.EventCounts;
import io.adpipeline.event.Truth;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.evidence.Evidence;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import io.adpipeline.result.ResultRow;
import io.adpipeline.result.RowLatency;
import io.adpipeline.result.Stage;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Outcome;
import io.adpipeline.slo.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnalysisTest {

    private static final long MEASURE_FROM_MS = SampleRun.START_MS + 2_000;
    private static final long MEASURE_TO_MS = SampleRun.START_MS + 12_000;

    private static boolean isMeasured(ResultRow row) {
        return row.cell().windowStartMs() >= MEASURE_FROM_MS && row.windowEndMs() <= MEASURE_TO_MS;
    }

    private static Verdict verdict(SampleRun run) {
        return run.result().verdict();
    }

    private static void assertInvalid(SampleRun run, String reason) {
        Verdict verdict = verdict(run);

        assertThat(verdict.outcome()).as(verdict.message("demo")).isEqualTo(Outcome.INVALID);
        assertThat(verdict.reasons()).anySatisfy(text -> assertThat(text).contains(reason));
    }

    private static void assertFailed(SampleRun run, String fault) {
        Verdict verdict = verdict(run);

        assertThat(verdict.outcome()).as(verdict.message("demo")).isEqualTo(Outcome.FAIL);
        assertThat(verdict.pipelineFaults()).anySatisfy(text -> assertThat(text).contains(fault));
    }

    /** Its rows are appended 32 ms before their newest event, by two clocks. */
    @Test
    void aBrokerWhoseClockIsBehindIsNoFaultOfThePipeline() {
        UnaryOperator<ResultRow> early =
                row -> SampleRun.withResultTime(row, row.counts().maxEventTimeNs() / 1_000_000 - 32);

        assertInvalid(SampleRun.passing().clockOffset(-45, -38).rows(early), "clocks of generator and broker disagree");
        assertFailed(
                SampleRun.passing().clockOffset(-2, 1).rows(early), "its newest event is later than its own append");
    }

    @Test
    void aFastAndCorrectRunPasses() {
        RunResult result = SampleRun.passing().result();

        assertThat(result.verdict().message("demo"))
                .isEqualTo("demo: PASS, undecided: a value has no confidence interval");
        assertThat(result.oracle().orElseThrow().right()).isTrue();
        assertThat(result.oracle().orElseThrow().cellsOpen()).isEqualTo(10);
    }

    @Test
    void latenciesAreTakenOverTheMeasuredWindowsAlone() {
        RunResult result = SampleRun.passing()
                .rows(row -> isMeasured(row) ? row : SampleRun.withResultTime(row, row.resultTimeMs() + 60_000))
                .result();

        // endToEnd of campaign c is 270 + 10 c - 1 ms
        assertThat(result.latencies().get(Metric.END_TO_END).samples()).isEqualTo(100);
        assertThat(result.latencies().get(Metric.END_TO_END).valuesMs())
                .containsEntry(Statistic.P50, 319.0)
                .containsEntry(Statistic.P90, SampleRun.END_TO_END_P90_MS)
                .containsEntry(Statistic.MAX, 369.0);
        assertThat(result.latencies().get(Metric.END_TO_END).valuesMs().get(Statistic.MEAN))
                .isCloseTo(324, within(1e-6));
        assertThat(result.latencies().get(Metric.EVENT_TIME).valuesMs()).containsEntry(Statistic.P90, 360.0);
        assertThat(result.latencies().get(Metric.WINDOW_CLOSE).valuesMs())
                .containsEntry(Statistic.P50, 270.0)
                .containsEntry(Statistic.MAX, 270.0);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void theLatencyOfEventsIsExact() {
        RunResult result = SampleRun.passing().result();
        LatencyStats perEvent = result.latencies().get(Metric.PER_EVENT);

        assertThat(perEvent.samples()).isEqualTo(1_000);
        assertThat(perEvent.valuesMs())
                .containsEntry(Statistic.P50, 329.0)
                .containsEntry(Statistic.P90, SampleRun.PER_EVENT_P90_MS)
                .containsEntry(Statistic.MAX, 379.0)
                .containsEntry(Statistic.MEAN, 329.5);
        assertThat(result.windows())
                .allSatisfy(window ->
                        assertThat(window.latencies().get(Metric.PER_EVENT)).isEqualTo(perEvent.valuesMs()));
    }

    @Test
    void anEventThatIsNeverCountedIsLaterThanEveryOther() {
        // a row each of windows 4 to 13: ten of a hundred events of a window never come
        RunResult result =
                SampleRun.passing().without(row -> row.cell().campaignId() == 3).result();
        LatencyStats perEvent = result.latencies().get(Metric.PER_EVENT);

        assertThat(perEvent.samples()).isEqualTo(1_000);
        assertThat(perEvent.value(Statistic.P90)).isEqualTo(379);
        assertThat(perEvent.value(Statistic.P95)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(perEvent.value(Statistic.MEAN)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aPipelineThatFellSilentInTheLoadIsToldWithTheTime() {
        assertThat(SampleRun.passing()
                        .without(row -> row.cell().windowStartMs() >= MEASURE_FROM_MS + 5_000)
                        .result()
                        .verdict()
                        .pipelineFaults())
                .contains("the last result came 7.3 s after the load began, and none in the 6.7 s until its end");
        assertThat(SampleRun.passing()
                        .without(row -> row.cell().campaignId() == 3)
                        .result()
                        .verdict()
                        .pipelineFaults())
                .noneMatch(fault -> fault.contains("last result"));
    }

    @Test
    void wrongRowsAreNotExplainedByClocks() {
        // a row that came before the events that it counts
        RunResult result = SampleRun.passing()
                .rows(row -> row.offset() == 42 ? SampleRun.withResultTime(row, row.windowEndMs() - 500) : row)
                .unreadable(1)
                .result();

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.verdict().reasons()).noneMatch(reason -> reason.contains("clocks"));
    }

    @Test
    void theLongestPauseAndWhoWaitedForItsEndAreTold() {
        // nothing comes for windows 4 and 5 until 270 ms after the end of window 6
        RunResult result = SampleRun.passing(Map.of("slo.perEvent.p90", "1ms"))
                .rows(row -> row.cell().windowStartMs() == MEASURE_FROM_MS + 2_000
                                || row.cell().windowStartMs() == MEASURE_FROM_MS + 3_000
                        ? SampleRun.withResultTime(row, MEASURE_FROM_MS + 5_270)
                        : row)
                .result();

        assertThat(result.events().orElseThrow().longestPause())
                .isEqualTo(new EventTimeline.Pause(MEASURE_FROM_MS + 2_270, MEASURE_FROM_MS + 5_270, 300));
        assertThat(result.verdict().message("demo"))
                .contains("the longest time without a result was 3.00 s, and 300 events were waiting at its end");
    }

    @Test
    void aLoadThatCannotBeDrawnAgainIsInvalid() {
        assertInvalid(SampleRun.passing().withoutOneEvent(), "not those that Kafka acknowledged");
    }

    @Test
    void aRowThatCannotBeIsAFailThatNamesIt() {
        SampleRun run = SampleRun.passing()
                .rows(row -> row.offset() == 42
                        ? SampleRun.withCounts(
                                row,
                                new EventCounts(
                                        4,
                                        3,
                                        3,
                                        row.counts().maxProduceTimeMs(),
                                        row.counts().maxEventTimeNs() + 1))
                        : row);

        assertFailed(
                run, "campaign 3: the row of 10 events at partition 1, offset 42: no event has the time of its newest");
    }

    @Test
    void everyMeasuredWindowIsToldApart() {
        RunResult result = SampleRun.passing()
                .rows(row -> row.cell().windowStartMs() == MEASURE_FROM_MS + 1_000
                        ? SampleRun.withResultTime(row, row.resultTimeMs() + 500)
                        : row)
                .result();

        assertThat(result.windows()).hasSize(10);
        assertThat(result.windows())
                .extracting(WindowStats::startMs)
                .startsWith(MEASURE_FROM_MS, MEASURE_FROM_MS + 1_000)
                .endsWith(MEASURE_TO_MS - 1_000);
        assertThat(result.windows()).allSatisfy(window -> {
            assertThat(window.events()).isEqualTo(100);
            assertThat(window.rows()).isEqualTo(10);
        });
        assertThat(result.windows().get(0).latencies().get(Metric.END_TO_END))
                .containsEntry(Statistic.P90, SampleRun.END_TO_END_P90_MS);
        assertThat(result.windows().get(1).latencies().get(Metric.END_TO_END)).containsEntry(Statistic.P90, 859.0);
    }

    @Test
    void inUpdateModeEveryRowIsALatencyButOnlyTheLastClosesTheWindow() {
        SampleRun run = SampleRun.passing(Map.of("outputMode", "update", "slo.endToEnd.p90", "3s"));
        List<ResultRow> early = run.evidence().rows().stream()
                .map(row -> {
                    EventCounts all = row.counts();
                    ResultRow part = SampleRun.withCounts(
                            row,
                            new EventCounts(1, 0, 0, all.maxProduceTimeMs() - 500, all.maxEventTimeNs() - 500_000_000));
                    return SampleRun.withResultTime(part, row.resultTimeMs() - 400);
                })
                .toList();
        Evidence whole = run.evidence();
        Evidence both = new Evidence(
                whole.scenario(),
                whole.facts(),
                whole.finished(),
                Stream.concat(early.stream(), whole.rows().stream()).toList(),
                whole.batches(),
                whole.backlog());
        RunResult result = Analysis.of(both);

        assertThat(result.latencies().get(Metric.END_TO_END).samples()).isEqualTo(200);
        assertThat(result.latencies().get(Metric.WINDOW_CLOSE).samples()).isEqualTo(100);
        assertThat(result.windows().get(0).rows()).isEqualTo(20);
        assertThat(result.windows().get(0).events()).isEqualTo(100);
    }

    @Test
    void aBrokenThresholdFailsAndNamesTheStageThatTookLongest() {
        Verdict verdict = verdict(SampleRun.passing().later(2_000));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.pipelineFaults()).isEmpty();
        assertThat(verdict.message("demo")).isEqualTo("""
                demo: FAIL, undecided: a value has no confidence interval
                  endToEnd p90: required ≤ 2 s, actual 2.36 s (100 samples), undecided
                    the largest part from newest event to result is sinkAppend: mean 2020 ms of 2324 ms, p90 2020 ms""");
    }

    @Test
    void theScheduleLagIsNoPartOfEndToEnd() {
        // produced 5 s after their time, so that the lag is by far the largest part of eventTime
        SampleRun run = SampleRun.passing(Map.of("slo.endToEnd.p90", "1ms", "slo.eventTime.p90", "1ms"))
                .rows(row -> SampleRun.withCounts(
                        row,
                        new EventCounts(
                                4,
                                3,
                                3,
                                row.counts().maxProduceTimeMs(),
                                row.counts().maxEventTimeNs() - 5_000_000_000L)));

        assertThat(verdict(run).checks())
                .anySatisfy(check -> {
                    assertThat(check.threshold().metric()).isEqualTo(Metric.END_TO_END);
                    assertThat(check.explanation().orElseThrow()).contains("is batchExecution");
                })
                .anySatisfy(check -> {
                    assertThat(check.threshold().metric()).isEqualTo(Metric.EVENT_TIME);
                    assertThat(check.explanation().orElseThrow()).contains("is scheduleLag");
                });
    }

    @Test
    void wrongResultsFailHoweverFastTheyCame() {
        assertFailed(
                SampleRun.passing()
                        .rows(row -> row.offset() == 42
                                ? SampleRun.withCounts(
                                        row,
                                        new EventCounts(
                                                4,
                                                3,
                                                2,
                                                row.counts().maxProduceTimeMs(),
                                                row.counts().maxEventTimeNs()))
                                : row),
                "window 2023-11-14T22:13:24Z (1700000004000) campaign 3: expected 10 events");
    }

    @Test
    void wrongResultsOfWarmUpAndTailCountToo() {
        assertFailed(SampleRun.passing().without(row -> row.offset() == 0), "1 missing");
        assertFailed(SampleRun.passing().without(row -> row.offset() == 125), "1 missing");
    }

    @Test
    void noResultsAtAllFail() {
        assertFailed(SampleRun.passing().without(row -> true), "no readable result came for the measured windows");
    }

    @Test
    void resultsForWarmUpAloneFail() {
        assertFailed(SampleRun.passing().without(AnalysisTest::isMeasured), "no readable result came");
    }

    @Test
    void tooFewRowsBecauseOthersAreMissingFail() {
        assertFailed(SampleRun.passing().without(row -> row.cell().campaignId() > 4), "78 missing");
    }

    @Test
    void unreadableResultsFail() {
        assertFailed(SampleRun.passing().unreadable(1), "1 unreadable");
    }

    @Test
    void aDrainThatDidNotEndFails() {
        assertFailed(SampleRun.passing().drainProblem("12 events were still not processed"), "12 events were still");
    }

    @Test
    void aPipelineThatDiedFailsThoughTheLoadWasNeverReported() {
        assertFailed(
                SampleRun.passing()
                        .aborted(Culprit.PIPELINE, "the pipeline died: out of memory")
                        .without(row -> true),
                "the pipeline died: out of memory");
        assertFailed(
                SampleRun.passing().aborted(Culprit.PIPELINE, "the pipeline died: out of memory"),
                "the pipeline died: out of memory");
    }

    @Test
    void aKafkaThatDiedIsInvalid() {
        assertInvalid(
                SampleRun.passing().aborted(Culprit.KAFKA, "Kafka has not answered for 10 s"),
                "Kafka has not answered for 10 s");
    }

    @Test
    void aGeneratorThatDiedIsInvalid() {
        assertInvalid(
                SampleRun.passing().aborted(Culprit.GENERATOR, "the load generator died with exit code 1"),
                "the load generator died");
    }

    @Test
    void aReaderThatDiedIsInvalid() {
        assertInvalid(
                SampleRun.passing().aborted(Culprit.READER, "the results reader died"), "the results reader died");
    }

    @Test
    void aGeneratorThatLeftNoReportIsInvalid() {
        assertInvalid(SampleRun.passing().withoutLoad(), "the load generator left no report");
    }

    @Test
    void aLoadThatWasNotDeliveredIsInvalidThoughAllElseIsRight() {
        assertInvalid(SampleRun.passing().unsent(11), "delivered share is 98.9 %, required is ≥ 99 %");
        assertThat(verdict(SampleRun.passing().unsent(10)).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aNegativeLatencyIsInvalid() {
        assertInvalid(
                SampleRun.passing()
                        .rows(row -> row.offset() == 42
                                ? SampleRun.withResultTime(row, row.counts().maxProduceTimeMs() - 1)
                                : row),
                "1 of 100 rows have a negative endToEnd");
    }

    @Test
    void failedSendsAreInvalid() {
        assertInvalid(SampleRun.passing().failedSends(1), "1 sends failed, the first with TimeoutException: 20 s");
    }

    @Test
    void aClockThatWasMovedIsInvalid() {
        assertInvalid(SampleRun.passing().clockDrift(-20.1), "the wall clock was moved by -20.1 ms");
        assertThat(verdict(SampleRun.passing().clockDrift(20)).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void tooFewSamplesAreInvalidIfNothingIsWrong() {
        assertInvalid(
                SampleRun.passing(Map.of("slo.endToEnd.p99", "5s")), "endToEnd p99 needs 500 samples, there are 100");
    }

    @Test
    void withoutATruthWrongResultsProveNothing() {
        assertInvalid(SampleRun.passing().failedSends(1).without(row -> row.offset() == 42), "sends failed");
    }

    @Test
    void wrongIsWrongOnAnyMachine() {
        assertFailed(SampleRun.passing().lateGenerator().without(row -> row.offset() == 42), "1 missing");
        assertFailed(SampleRun.passing().withStolenCpu(90).without(row -> row.offset() == 42), "1 missing");
        assertFailed(SampleRun.passing().clockDrift(50).without(row -> row.offset() == 42), "1 missing");
        assertThat(verdict(SampleRun.passing().lateGenerator().without(row -> row.offset() == 42))
                        .message("demo"))
                .contains("latencies in doubt: scheduleLag p99 is 51 ms, required is ≤ 50 ms");
    }

    @Test
    void aHostThatGivesItsTimeToOthersLetsAPassStandAndExcusesSlowness() {
        assertThat(verdict(SampleRun.passing().withStolenCpu(20)).outcome()).isEqualTo(Outcome.PASS);
        assertInvalid(SampleRun.passing().withStolenCpu(20).later(2_000), "the host gave 20.0 %");
    }

    @Test
    void timesOfReceiptAreTakenIfTheirErrorIsSmallAgainstTheTightestLimit() {
        Map<String, String> receipt = Map.of("resultTime", "receipt", "slo.endToEnd.p90", "500ms");

        assertThat(verdict(SampleRun.passing(receipt).withReceiptError(50)).outcome())
                .isEqualTo(Outcome.PASS);
        assertInvalid(
                SampleRun.passing(receipt).withReceiptError(50.1),
                "the times of receipt are 50.1 ms off at p99 (980 records), and the tightest limit, 500 ms, must be");
        assertInvalid(SampleRun.passing(receipt), "is unknown: no record of the probe came");
    }

    /** As in a comparison; 2 % of the median of 329 ms are 6.6 ms. */
    @Test
    void withoutALimitThatCanBreakClocksAreHeldAgainstTheMedian() {
        Map<String, String> never = Map.of("resultTime", "receipt", "slo.endToEnd.p90", "8760h");

        assertThat(verdict(SampleRun.passing(never).withReceiptError(30).clockOffset(6, 7))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertInvalid(
                SampleRun.passing(never).withReceiptError(30).clockOffset(500, 501),
                "500 ms ahead of the load generator's, allowed are 6.58 ms");
        assertInvalid(SampleRun.passing(never).withReceiptError(40), "and the median latency, 329 ms, must be");
    }

    @Test
    void slownessIsNotProvenByALateGenerator() {
        assertInvalid(SampleRun.passing().lateGenerator().later(2_000), "scheduleLag p99 is 51 ms");
    }

    @Test
    void eventsThatMayHaveBeenDroppedForTheirLatenessMakeTheRunInvalid() {
        Long[] late = {0L, 0L, 0L, 0L, 1L};

        assertInvalid(
                SampleRun.passing().appendDelays(late).without(row -> row.offset() == 42), "lets a pipeline drop");
        assertFailed(SampleRun.passing().appendDelays(late).without(row -> row.offset() == 52), "1 missing");
        assertFailed(
                SampleRun.passing(Map.of("watermark", "1ms")).appendDelays(late).without(row -> row.offset() == 42),
                "1 missing");
    }

    @Test
    void whatIsMissingBecauseItWasNotProcessedIsNotExcusedByLateness() {
        SampleRun behind =
                SampleRun.passing().appendDelays(9L, 9L, 9L, 9L, 9L).drainProblem("10 events were still not processed");

        assertFailed(behind.without(row -> row.offset() == 42), "1 missing");
    }

    @Test
    void theStagesAddUpToTheLatency() {
        RunResult result = SampleRun.passing().result();

        assertThat(result.stages()).extracting(StageStats::stage).containsExactly(Stage.values());
        assertThat(result.stages().stream().mapToDouble(StageStats::meanMs).sum())
                .isCloseTo(result.latencies().get(Metric.EVENT_TIME).valuesMs().get(Statistic.MEAN), within(0.01));
        assertThat(result.stageErrorMs()).hasValueCloseTo(0.0, within(0.01));
    }

    @Test
    void withoutTheWayOfEveryRowThereAreNoStages() {
        RunResult all = SampleRun.passing().untraced().result();

        assertThat(all.stages()).isEmpty();
        assertThat(all.stageErrorMs()).isEmpty();
        assertThat(all.verdict().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void ifOneRowDoesNotTellItsWayThereAreNoStages() {
        RunResult result = SampleRun.passing()
                .rows(row -> row.offset() == 42
                        ? new ResultRow(
                                row.cell(),
                                row.windowEndMs(),
                                row.eventCount(),
                                row.counts(),
                                row.resultTimeMs(),
                                row.partition(),
                                row.offset(),
                                ResultRow.Trace.NONE)
                        : row)
                .result();

        assertThat(result.stages()).isEmpty();
        assertThat(result.stageErrorMs()).isEmpty();
    }

    @Test
    void theBacklogIsJudged() {
        RunResult result = SampleRun.passing(Map.of("slo.backlog.max", "99")).result();

        assertThat(result.backlog().maxEvents()).hasValue(100);
        assertThat(result.backlog().meanEvents()).hasValueCloseTo(27.0, within(1e-9));
        assertThat(result.backlog().growthPercent()).hasValueCloseTo(0.0, within(1e-9));
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void inUpdateModeEveryWindowIsDueAndInAppendModeThoseTheWatermarkPassed() {
        Truth truth = SampleRun.passing().evidence().finished().orElseThrow().truth();
        long newestMs = SampleRun.START_MS + SampleRun.WINDOWS * SampleRun.WINDOW_MS - 10;

        assertThat(Analysis.dueUntilMs(SampleRun.scenario(Map.of("outputMode", "update")), truth))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(Analysis.dueUntilMs(SampleRun.scenario(Map.of("watermark", "300ms")), truth))
                .isEqualTo(newestMs - 300);
        assertThat(Analysis.dueUntilMs(SampleRun.scenario(Map.of()), new Truth(Map.of())))
                .isLessThanOrEqualTo(0);
    }

    @Test
    void theTableOfLatenciesAndTheMetricsOfThePipelineNameTheSame() {
        assertThat(Stream.concat(
                        Stream.of(Metric.PER_EVENT.key()),
                        Arrays.stream(RowLatency.values()).map(RowLatency::key)))
                .containsExactlyElementsOf(
                        Metric.pipelineLatencies().stream().map(Metric::key).toList());
        assertThat(SampleRun.passing().result().latencies().keySet())
                .containsExactlyElementsOf(Metric.pipelineLatencies());
    }
}

package io.adpipeline.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.result.ResultRow.Trace;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageTimesTest {

    private static final long BASE_MS = 1_700_000_000_000L;

    /** Times are ms after the base. The newest event is intended at 0 and produced at 4. */
    private static ResultRow row(long appendedMs, long emittedMs, long resultMs) {
        return new ResultRow(
                new CampaignWindow(BASE_MS, 1),
                BASE_MS + 1_000,
                1,
                new EventCounts(1, 0, 0, BASE_MS + 4, BASE_MS * 1_000_000 + 250_000),
                BASE_MS + resultMs,
                0,
                0,
                new Trace(9, BASE_MS + appendedMs, BASE_MS + emittedMs));
    }

    /** A batch that plans for 30 ms, works for 160 and commits for 10. */
    private static Map<Long, BatchProgress> batch(long startMs) {
        return Map.of(
                9L,
                new BatchProgress(
                        9,
                        BASE_MS + startMs,
                        1,
                        Map.of("triggerExecution", 200L, "addBatch", 160L, "commitOffsets", 10L, "walCommit", 8L),
                        "{}"));
    }

    private static double[] inOrder(StageTimes times) {
        return Arrays.stream(Stage.values()).mapToDouble(times::timeMs).toArray();
    }

    private static double sum(StageTimes times) {
        return Arrays.stream(inOrder(times)).sum();
    }

    @ParameterizedTest
    @CsvSource({
        // appended, batch start, emitted, result: broker append, wait, planning, execution, sink
        "10,100,250,270, 6,90,30,120,20", // appended before its batch began
        "10,10,250,270, 6,0,30,210,20", // in the same ms
        "120,100,250,270, 116,0,10,120,20", // while it planned
        "140,100,250,270, 136,0,0,110,20", // after it had planned
        "10,100,115,270, 6,90,15,0,155", // emitted before planning was over, by the engine's clock
        "10,100,90,270, 6,90,-10,0,180", // emitted before the batch began, by the engine's clock
        "10,100,250,250, 6,90,30,120,0", // appended in the ms of its emission
    })
    void everyStageLiesBetweenTheInstantsThatBoundIt(
            long appended,
            long start,
            long emitted,
            long result,
            double append,
            double wait,
            double planning,
            double execution,
            double sink) {
        ResultRow row = row(appended, emitted, result);
        StageTimes times = StageTimes.of(row, batch(start)).orElseThrow();

        assertThat(inOrder(times))
                .containsExactly(new double[] {4, append, wait, planning, execution, sink}, within(1e-9));
        assertThat(sum(times)).isCloseTo(row.eventTimeMs(), within(1e-9));
        assertThat(sum(times) - times.timeMs(Stage.SCHEDULE_LAG)).isCloseTo(row.endToEndMs(), within(1e-9));
    }

    @Test
    void theStagesAddUpToTheLatencyWhateverTheInstants() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 10_000; i++) {
            ResultRow row = row(random.nextInt(500), random.nextInt(500), random.nextInt(500));
            StageTimes times = StageTimes.of(row, batch(random.nextInt(500))).orElseThrow();

            assertThat(sum(times)).isCloseTo(row.eventTimeMs(), within(1e-9));
        }
    }

    @Test
    void anEngineThatTellsNoDurationsPlansInNoTime() {
        StageTimes times = StageTimes.of(
                        row(10, 250, 270), Map.of(9L, new BatchProgress(9, BASE_MS + 100, 1, Map.of(), "{}")))
                .orElseThrow();

        assertThat(times.timeMs(Stage.BATCH_PLANNING)).isZero();
        assertThat(times.timeMs(Stage.BATCH_EXECUTION)).isEqualTo(150);
    }

    @Test
    void aRowWithoutATraceOrOfAnUnknownBatchHasNoStages() {
        ResultRow told = row(10, 250, 270);
        ResultRow untold =
                new ResultRow(told.cell(), told.windowEndMs(), 1, told.counts(), told.resultTimeMs(), 0, 0, Trace.NONE);
        ResultRow partly = new ResultRow(
                told.cell(),
                told.windowEndMs(),
                1,
                told.counts(),
                told.resultTimeMs(),
                0,
                0,
                new Trace(9, ResultRow.UNKNOWN, BASE_MS + 250));

        assertThat(StageTimes.of(told, Map.of())).isEmpty();
        assertThat(StageTimes.of(untold, batch(100))).isEmpty();
        assertThat(StageTimes.of(partly, batch(100))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // appended, batch start, emitted, contradiction; the batch takes 200 ms
        "10,100,250, 0",
        "10,100,100, 0",
        "10,100,300, 0",
        "10,100,93, 7", // handed to the sink before its batch began
        "10,100,305, 5", // or after it had ended
        "280,100,250, 30", // its newest event appended after it was counted
    })
    void aRowThatCannotComeFromItsBatchContradictsIt(long appended, long start, long emitted, double contradictionMs) {
        StageTimes times =
                StageTimes.of(row(appended, emitted, 400), batch(start)).orElseThrow();

        assertThat(times.errorMs()).isEqualTo(contradictionMs);
    }
}

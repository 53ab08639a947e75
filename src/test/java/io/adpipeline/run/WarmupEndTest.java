package io.adpipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.result.ResultRow;
import io.adpipeline.result.ResultRow.Trace;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WarmupEndTest {

    private static final long START_MS = 1_700_000_000_000L;

    /** A row every 100 ms, with a latency by its time since the start. */
    private static List<ResultRow> after(long lengthMs, LongToDoubleFunction latencyMs) {
        return LongStream.range(0, lengthMs / 100)
                .map(row -> row * 100)
                .mapToObj(ms -> row(ms, Math.round(latencyMs.applyAsDouble(ms))))
                .toList();
    }

    private static ResultRow row(long resultMs, long latencyMs) {
        long resultTimeMs = START_MS + resultMs;
        long intendedMs = resultTimeMs - latencyMs;
        return new ResultRow(
                new CampaignWindow(intendedMs - intendedMs % 5_000, 1),
                intendedMs - intendedMs % 5_000 + 5_000,
                1,
                new EventCounts(1, 0, 0, intendedMs, intendedMs * 1_000_000),
                resultTimeMs,
                0,
                resultMs,
                Trace.NONE);
    }

    private static OptionalDouble fall(List<ResultRow> rows, long timeMs) {
        return new WarmupEnd(SampleRun.scenario(Map.of()).pipeline()).fallPercent(rows, timeMs);
    }

    private static double fall(long lengthMs, LongToDoubleFunction latencyMs) {
        return fall(after(lengthMs, latencyMs), START_MS + lengthMs).orElseThrow();
    }

    @Test
    void whatStaysDoesNotFall() {
        assertThat(fall(40_000, ms -> 500)).isZero();
        assertThat(fall(40_000, ms -> 400 + ms / 100 % 7 * 50)).isCloseTo(0, within(1.0));
    }

    @Test
    void theFallIsThatOfALineThroughTheLast20Seconds() {
        // from 1,000 to 500 ms in 50 s, and 700 to 500 in the last 20: between the middles of the first and last
        // stretch 150
        assertThat(fall(50_000, ms -> 1_000 - ms / 100.0)).isCloseTo(100 * 150 / 600.0, within(0.2));
        assertThat(fall(50_000, ms -> 500 + ms / 100.0)).isNegative();
    }

    @Test
    void oneSlowBatchAmongManyIsNotTheTrend() {
        assertThat(fall(40_000, ms -> ms / 100 == 215 ? 9_000 : 500)).isCloseTo(0, within(0.1));
    }

    @Test
    void whereRowsComeAtTheEndOfAWindowAStretchIsOne() {
        Map<String, String> append = Map.of("outputMode", "append", "window", "10s", "duration", "20s");

        assertThat(new WarmupEnd(SampleRun.scenario(append).pipeline()).leastMs())
                .isEqualTo(40_000);
        assertThat(new WarmupEnd(SampleRun.scenario(Map.of("outputMode", "update", "window", "10s", "duration", "20s"))
                                .pipeline())
                        .leastMs())
                .isEqualTo(20_000);
    }

    @Test
    void withoutResultsInAStretchNothingIsKnown() {
        List<ResultRow> rows = after(40_000, ms -> 500);

        assertThat(fall(rows, START_MS + 15_000)).isEmpty();
        assertThat(fall(rows, START_MS + 20_000)).isPresent();
        assertThat(fall(rows, START_MS + 46_000)).isEmpty();
    }

    /** With clocks that differ, a latency can be below 0. */
    @Test
    void latenciesAboutZeroAreHeldAgainstAMillisecond() {
        assertThat(fall(40_000, ms -> ms < 30_000 ? 2 : -2)).isGreaterThan(100);
        assertThat(fall(40_000, ms -> 0)).isZero();
    }
}

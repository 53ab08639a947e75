package io.adpipeline.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.event.EventType;
import io.adpipeline.event.Truth;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import io.adpipeline.result.ResultRow.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What first in, first out does to quantiles where events overtake each other: the mean stays exact, the tail is
 * understated. One campaign with 1,000 events/s over 60 s. The figures stand in docs/MEASUREMENT.md.
 */
class MatchingBiasTest {

    private static final int EVENTS = 60_000;
    private static final long WINDOW_MS = 60_000;

    /** Latencies by the truth and as matched; a row for each event, in the order in which they are counted. */
    private record Both(LatencyStats truth, LatencyStats matched) {

        static Both of(IntToLongFunction delayMs) {
            int[] order = IntStream.range(0, EVENTS)
                    .boxed()
                    .sorted(Comparator.comparingLong(event -> event + delayMs.applyAsLong(event)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            List<ResultRow> rows = new ArrayList<>();
            long newest = 0;
            for (int i = 0; i < EVENTS; i++) {
                newest = Math.max(newest, order[i]);
                rows.add(new ResultRow(
                        new CampaignWindow(0, 1),
                        WINDOW_MS,
                        i + 1,
                        new EventCounts(i + 1, 0, 0, newest, newest * 1_000_000),
                        order[i] + delayMs.applyAsLong(order[i]),
                        0,
                        i,
                        Trace.NONE));
            }
            Truth truth = new Truth(Map.of(
                    new CampaignWindow(0, 1), new EventCounts(EVENTS, 0, 0, EVENTS - 1, (EVENTS - 1) * 1_000_000L)));
            List<Double> matched = new ArrayList<>();
            List<EventMatching.ResultFault> faults = new ArrayList<>();
            EventMatching matching = new EventMatching(
                    truth,
                    rows,
                    WINDOW_MS,
                    0,
                    (windowStartMs, intendedNs, countedMs) -> matched.add(countedMs - intendedNs / 1e6),
                    faults::add);
            for (int event = 0; event < EVENTS; event++) {
                matching.event(event * 1_000_000L, 1, EventType.VIEW);
            }
            assertThat(matching.complete()).isTrue();
            assertThat(faults).isEmpty();
            return new Both(
                    LatencyStats.of(IntStream.range(0, EVENTS)
                            .mapToDouble(delayMs::applyAsLong)
                            .toArray()),
                    LatencyStats.of(matched.stream().mapToDouble(ms -> ms).toArray()));
        }
    }

    @Test
    void independentDelaysKeepTheMeanAndLoseTheTail() {
        Random random = new Random(1);
        long[] delays = IntStream.range(0, EVENTS)
                .mapToLong(event -> random.nextInt(10) == 0 ? 1_000 : 100)
                .toArray();
        Both both = Both.of(event -> delays[event]);

        assertThat(both.matched.value(Statistic.MEAN)).isCloseTo(both.truth.value(Statistic.MEAN), within(1e-6));
        assertThat(both.truth.value(Statistic.P99)).isEqualTo(1_000);
        assertThat(both.matched.value(Statistic.P99)).isBetween(190.0, 260.0);
        assertThat(both.matched.value(Statistic.P50)).isBetween(185.0, 195.0);
    }

    @Test
    void aPartitionASecondBehindIsMixedWithTheOther() {
        Both both = Both.of(event -> event % 2 == 0 ? 100 : 1_100);

        assertThat(both.matched.value(Statistic.MEAN)).isCloseTo(both.truth.value(Statistic.MEAN), within(1e-6));
        assertThat(both.truth.value(Statistic.P90)).isEqualTo(1_100);
        assertThat(both.matched.value(Statistic.P50)).isBetween(590.0, 610.0);
        assertThat(both.matched.value(Statistic.P90)).isBetween(590.0, 610.0);
    }

    @Test
    void whereTheOrderIsKeptNothingIsLost() {
        Both both = Both.of(event -> event % 3_000 < 600 ? 700 - event % 3_000 : 100);

        assertThat(both.matched.valuesMs()).isEqualTo(both.truth.valuesMs());
    }
}

package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockBoundsTest {

    private static final long NOW_MS = 1_700_000_000_000L;
    private static final Map<Integer, Integer> LEADERS = Map.of(0, 7, 1, 7, 2, 8);

    /** A record to a broker whose clock is so far ahead, that took some time to it and some time back, µs. */
    private static void send(ClockBounds bounds, int partition, long aheadUs, long toUs, long backUs) {
        long producedNs = NOW_MS * 1_000_000;
        long appendMs = (NOW_MS * 1_000 + toUs + aheadUs) / 1_000;
        bounds.acknowledged(partition, producedNs, appendMs, producedNs + (toUs + backUs) * 1_000);
    }

    @Test
    void theQuickestAnswersGiveTheNarrowestBoundsOfEachBroker() {
        ClockBounds one = new ClockBounds();
        send(one, 0, 20_000, 9_000, 500);
        send(one, 2, -3_000, 700, 700);
        ClockBounds other = new ClockBounds();
        send(other, 1, 20_000, 400, 8_000);

        assertThat(ClockBounds.offsets(List.of(one, other), LEADERS))
                .containsExactly(new ClockOffset(7, 19.5, 21), new ClockOffset(8, -4.4, -2));
    }

    @Test
    void theTrueOffsetIsAlwaysWithin() {
        ClockBounds bounds = new ClockBounds();
        for (int i = 0; i < 2_000; i++) {
            send(bounds, 0, 12_345, 300 + i * 37 % 5_000, 200 + i * 91 % 7_000);
        }

        assertThat(ClockBounds.offsets(List.of(bounds), LEADERS))
                .singleElement()
                .satisfies(offset -> {
                    assertThat(offset.lowMs()).isBetween(11.0, 12.345);
                    assertThat(offset.highMs()).isBetween(12.345, 13.8);
                });
    }

    @Test
    void whoseClockOrLeaderIsNotKnownIsLeftOut() {
        ClockBounds bounds = new ClockBounds();
        bounds.acknowledged(0, NOW_MS * 1_000_000, -1, NOW_MS * 1_000_000 + 1);
        send(bounds, 9, 0, 100, 100);
        send(bounds, 2, 0, 100, 100);
        send(bounds, 2, 50_000, 100, 100); // it was set

        assertThat(ClockBounds.offsets(List.of(bounds), LEADERS)).isEmpty();
    }
}

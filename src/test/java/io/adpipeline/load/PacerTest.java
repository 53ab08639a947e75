package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.load.Pacer.LoadClock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacerTest {

    private final LoadClock clock = new LoadClock();
    private final Pacer pacer = new Pacer(clock);

    @Test
    void neverReturnsBeforeTheInstant() {
        for (long gapNs : new long[] {1, 5_000, 50_000, 2_000_000, 25_000_000}) {
            long dueNs = clock.nowNs() + gapNs;

            assertThat(pacer.awaitNs(dueNs)).isGreaterThanOrEqualTo(dueNs);
        }
    }

    @Test
    void anInstantInThePastIsNotWaitedFor() {
        long nowNs = clock.nowNs();

        assertThat(pacer.awaitNs(nowNs - TimeUnit.HOURS.toNanos(1))).isBetween(nowNs, clock.nowNs());
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        long dueNs = clock.nowNs() + TimeUnit.HOURS.toNanos(1);
        Thread.currentThread().interrupt();

        assertThat(pacer.awaitNs(dueNs)).isLessThan(dueNs);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theClockTellsEpochTime() {
        assertThat(TimeUnit.NANOSECONDS.toMillis(clock.nowNs())).isCloseTo(System.currentTimeMillis(), within(1_000L));
        assertThat(Math.abs(clock.driftNs())).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }
}

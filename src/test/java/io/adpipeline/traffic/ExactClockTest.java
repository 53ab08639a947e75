package io.adpipeline.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.traffic.Gaps.ExactClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExactClockTest {

    @Test
    void fractionsAreNotLost() {
        ExactClock clock = new ExactClock();
        for (int i = 0; i < 1_000_000; i++) {
            clock.advance(0.375);
        }
        assertThat(clock.nowNs()).isEqualTo(375_000);
    }

    @Test
    void theSumIsExactAlsoAfterManyHours() {
        long hundredHoursNs = 360_000_000_000_000L;
        ExactClock clock = new ExactClock();
        clock.advance(hundredHoursNs);
        BigDecimal exact = BigDecimal.valueOf(hundredHoursNs);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300_000; i++) {
            double gapNs = random.nextDouble() * 20_000;
            clock.advance(gapNs);
            exact = exact.add(new BigDecimal(gapNs));
        }
        assertThat(clock.nowNs())
                .isEqualTo(exact.setScale(0, RoundingMode.FLOOR).longValueExact());
    }

    @Test
    void itStandsStillAtTheEndOfTime() {
        ExactClock clock = new ExactClock();
        clock.advance(9e18);
        clock.advance(9e18);
        assertThat(clock.nowNs()).isEqualTo(Long.MAX_VALUE);
        clock.advance(Double.POSITIVE_INFINITY);
        clock.advance(1);
        assertThat(clock.nowNs()).isEqualTo(Long.MAX_VALUE);
    }
}

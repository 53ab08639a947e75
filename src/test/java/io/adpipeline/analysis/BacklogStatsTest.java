package io.adpipeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.analysis.RunResult.BacklogStats;
import io.adpipeline.evidence.Schedule;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BacklogStatsTest {

    private static final Schedule SCHEDULE =
            new Schedule(1_700_000_000_000L, 1_700_000_010_000L, 1_700_000_070_000L, 1_700_000_075_000L, 10_000);
    private static final double ASKED_PER_SECOND = 40_000;

    /** Two bins a second from start to end. */
    private static List<BacklogBin> bins(LongUnaryOperator eventsAtMs) {
        return LongStream.rangeClosed(0, 150)
                .map(i -> i * 500)
                .mapToObj(ms -> bin(ms, eventsAtMs.applyAsLong(ms)))
                .toList();
    }

    private static BacklogBin bin(long ms, long events) {
        return new BacklogBin(SCHEDULE.startMs() + ms, SCHEDULE.startMs() + ms + 500, events, events, 0);
    }

    private static BacklogStats of(List<BacklogBin> bins) {
        return BacklogStats.of(bins, List.of(), SCHEDULE, ASKED_PER_SECOND);
    }

    @Test
    void aPipelineThatStandsStillFallsBehindByAllThatIsSent() {
        assertThat(of(bins(ms -> ms * 40)).growthPercent()).hasValueCloseTo(100.0, within(1e-6));
    }

    @Test
    void growthIsTheSlopeInPercentOfTheAskedRate() {
        assertThat(of(bins(ms -> 5_000 + ms * 2)).growthPercent()).hasValueCloseTo(5.0, within(1e-6));
        assertThat(of(bins(ms -> 1_000_000 - ms * 4)).growthPercent()).hasValueCloseTo(-10.0, within(1e-6));
    }

    @Test
    void upsAndDownsAreNoGrowth() {
        SplittableRandom random = new SplittableRandom(3);

        assertThat(of(bins(ms -> random.nextLong(40_000))).growthPercent()).hasValueCloseTo(0.0, within(2.0));
    }

    /** Bursts that last for some bins, micro-batches that do not. */
    private static BacklogStats noisy(long seed, double growthPercent) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] burst = {0};
        return of(bins(ms -> {
            burst[0] = 0.6 * burst[0] + random.nextGaussian() * 6_000;
            return Math.round(
                    60_000 + burst[0] + random.nextLong(20_000) + growthPercent / 100 * ASKED_PER_SECOND * ms / 1e3);
        }));
    }

    @Test
    void theIntervalHoldsTheTrueGrowthAsOftenAsItSays() {
        long held = LongStream.range(0, 1_000)
                .filter(seed -> noisy(seed, 2).growthInterval().orElseThrow().contains(2))
                .count();

        assertThat(held).isBetween(880L, 985L);
    }

    @Test
    void aGrowthWithoutNoiseIsCertain() {
        assertThat(of(bins(ms -> 5_000 + ms * 2)).growthInterval())
                .hasValueSatisfying(interval -> assertThat(interval.low()).isCloseTo(5, within(1e-6)));
    }

    @Test
    void onlyTheMeasuredPhaseCounts() {
        BacklogStats stats = of(bins(ms -> ms < 10_000 || ms >= 70_000 ? 9_000_000 : ms < 40_000 ? 100 : 300));

        assertThat(stats.maxEvents()).hasValue(300);
        assertThat(stats.meanEvents()).hasValue(200);
    }

    @Test
    void withoutABinNothingIsKnown() {
        assertThat(of(List.of())).isEqualTo(BacklogStats.NONE);
        assertThat(of(bins(ms -> 1).subList(0, 20))).isEqualTo(BacklogStats.NONE);
    }

    @Test
    void fromOneOrTwoBinsNoGrowthIsKnown() {
        BacklogStats stats = of(bins(ms -> 7).subList(20, 21));

        assertThat(stats.maxEvents()).hasValue(7);
        assertThat(stats.growthPercent()).isEmpty();
        assertThat(of(bins(ms -> ms).subList(20, 22)).growthPercent()).isEmpty();
        assertThat(of(bins(ms -> ms).subList(20, 23)).growthPercent()).isPresent();
    }
}

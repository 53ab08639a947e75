package io.adpipeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.analysis.RunResult.BacklogStats;
import io.adpipeline.evidence.Schedule;
import io.adpipeline.result.EventMatching;
import io.adpipeline.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventBacklogTest {

    private static final long START_MS = 1_700_000_000_000L;
    private static final Schedule SCHEDULE =
            new Schedule(START_MS, START_MS + 2_000, START_MS + 22_000, START_MS + 25_000, 1_000);

    private static EventBacklog backlog(Map<String, String> overrides) {
        Scenario scenario = SampleRun.scenario(overrides);
        return new EventBacklog(SCHEDULE, scenario.pipeline());
    }

    private static void add(EventBacklog backlog, long intendedMs, long countedMs) {
        backlog.add(
                START_MS + intendedMs / 1_000 * 1_000,
                START_MS + intendedMs,
                countedMs == EventMatching.NEVER ? countedMs : START_MS + countedMs);
    }

    @Test
    void anEventWaitsFromItsTimeToTheResultThatCountsIt() {
        EventBacklog backlog = backlog(Map.of("outputMode", "update"));
        add(backlog, 100, 350);
        add(backlog, 300, 800);
        add(backlog, 1_600, 1_500); // a clock that differs by a little is no wait below zero
        add(backlog, 24_900, EventMatching.NEVER);

        List<BacklogBin> bins = backlog.bins();

        assertThat(bins).hasSize(50);
        assertThat(bins.get(0)).isEqualTo(new BacklogBin(START_MS, START_MS + 500, 0.9, 2, 1));
        assertThat(bins.get(1)).isEqualTo(new BacklogBin(START_MS + 500, START_MS + 1_000, 0.6, 1, 1));
        assertThat(bins.get(3)).isEqualTo(new BacklogBin(START_MS + 1_500, START_MS + 2_000, 0, 0, 1));
        assertThat(bins.get(49).meanEvents()).isEqualTo(0.2);
        assertThat(bins.get(49).counted()).isZero();
    }

    @Test
    void inAppendModeAnEventIsWaitedForWhenItsWindowIsDue() {
        EventBacklog backlog = backlog(Map.of("outputMode", "append", "watermark", "200ms", "tail", "2s"));
        add(backlog, 100, 1_700);

        assertThat(backlog.bins()).hasSize(25).allMatch(bin -> bin.endMs() - bin.startMs() == 1_000);
        assertThat(backlog.bins().get(0).maxEvents()).isZero();
        assertThat(backlog.bins().get(1).meanEvents()).isEqualTo(0.5);
    }

    /** However bins and micro-batches fall together, a steady pipeline has no growth. */
    @ParameterizedTest
    @ValueSource(longs = {70, 333, 480, 499, 501, 740, 1_300})
    void theSawtoothOfMicroBatchesIsSurelyNoGrowth(long batchMs) {
        BacklogStats stats = growth(batchMs, 0);

        assertThat(stats.growthPercent().orElseThrow()).isCloseTo(0, within(0.01));
        assertThat(stats.growthInterval().orElseThrow().high()).isLessThan(0.1);
    }

    @Test
    void resultsThatComeToAHaltAreGrowth() {
        EventBacklog backlog = backlog(Map.of("outputMode", "update"));
        for (long ms = 0; ms < 25_000; ms++) {
            add(backlog, ms, ms < 17_000 ? ms / 500 * 500 + 700 : 24_000);
        }

        List<BacklogBin> cycles = backlog.cycles();

        assertThat(cycles.get(cycles.size() - 1).endMs()).isEqualTo(START_MS + 22_000);
        assertThat(BacklogStats.of(backlog.bins(), cycles, SCHEDULE, 1_000)
                        .growthPercent()
                        .orElseThrow())
                .isGreaterThan(2);
    }

    @ParameterizedTest
    @CsvSource({"480, 1", "480, 20", "740, 5"})
    void aPipelineThatIsTooSlowGrowsByWhatItDoesNotDo(long batchMs, double percent) {
        assertThat(growth(batchMs, percent).growthPercent().orElseThrow()).isCloseTo(percent, within(0.3));
    }

    /** Each event is counted at the end of its batch, and of a share of the time before it, later. */
    private static BacklogStats growth(long batchMs, double percent) {
        EventBacklog backlog = backlog(Map.of("outputMode", "update"));
        for (long ms = 0; ms < 25_000; ms++) {
            double behindMs = ms * percent / 100 / (1 - percent / 100);
            add(backlog, ms, Math.round(Math.ceil((ms + behindMs + 1) / batchMs) * batchMs + 40));
        }
        return BacklogStats.of(backlog.bins(), backlog.cycles(), SCHEDULE, 1_000);
    }

    @Test
    void whatIsKeptDoesNotGrowWithALongLoad() {
        long day = Duration.ofHours(24).toMillis();
        Schedule schedule = new Schedule(START_MS, START_MS + 60_000, START_MS + day - 5_000, START_MS + day, 10_000);
        EventBacklog backlog = new EventBacklog(
                schedule, SampleRun.scenario(Map.of("outputMode", "update")).pipeline());
        backlog.add(START_MS + 60_000, START_MS + 60_000, START_MS + 61_000);

        assertThat(backlog.bins()).hasSizeLessThanOrEqualTo(200_000);
        assertThat(backlog.bins()).filteredOn(bin -> bin.maxEvents() > 0).hasSize(1);
    }
}

package io.adpipeline.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.scenario.Scenario;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    private static final long START_MS = SampleRun.START_MS;

    private static Schedule of(Scenario scenario) {
        return Schedule.of(scenario, START_MS, Schedule.warmupMs(scenario));
    }

    private static Schedule schedule(String warmup, String duration) {
        return of(SampleRun.scenario(Map.of("warmup", warmup, "duration", duration)));
    }

    @ParameterizedTest
    @CsvSource({
        "0,10,0",
        "1,10,10",
        "9,10,10",
        "10,10,10",
        "11,10,20",
        "1699999999999,1000,1700000000000",
        "1700000000000,1000,1700000000000"
    })
    void theLoadStartsAtTheNextStartOfAWindow(long fromMs, long windowMs, long startMs) {
        assertThat(Schedule.nextWindowStart(fromMs, windowMs)).isEqualTo(startMs);
    }

    @ParameterizedTest
    @CsvSource({"0s,0", "1ms,1000", "999ms,1000", "1s,1000", "1001ms,2000", "2s,2000"})
    void theWarmUpIsRoundedUpToWholeWindows(String warmup, long ms) {
        Scenario scenario = SampleRun.scenario(Map.of("warmup", warmup));

        assertThat(Schedule.warmupMs(scenario)).isEqualTo(ms);
        assertThat(of(scenario).measureFromMs()).isEqualTo(START_MS + ms);
    }

    @Test
    void thePhasesFollowEachOther() {
        assertThat(schedule("2s", "10s"))
                .isEqualTo(new Schedule(START_MS, START_MS + 2_000, START_MS + 12_000, START_MS + 14_000, 1_000));
    }

    @Test
    void aWindowIsMeasuredIfItLiesWhollyInTheMeasuredPhase() {
        Schedule schedule = schedule("2s", "10s");

        assertThat(schedule.measures(START_MS + 1_000)).isFalse();
        assertThat(schedule.measures(START_MS + 2_000)).isTrue();
        assertThat(schedule.measures(START_MS + 11_000)).isTrue();
        assertThat(schedule.measures(START_MS + 12_000)).isFalse();
    }

    @Test
    void aWindowThatIsCutByTheEndIsNotMeasured() {
        Schedule schedule = schedule("2s", "1999ms");

        assertThat(schedule.measuredWindows()).isEqualTo(1);
        assertThat(schedule.measures(START_MS + 2_000)).isTrue();
        assertThat(schedule.measures(START_MS + 3_000)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1,WARMUP", "0,WARMUP", "1999,WARMUP", "2000,MEASURE", "11999,MEASURE", "12000,TAIL", "14000,TAIL"})
    void everyInstantHasItsPhase(long afterStartMs, Phase phase) {
        assertThat(schedule("2s", "10s").phaseAt(START_MS + afterStartMs)).isEqualTo(phase);
    }
}

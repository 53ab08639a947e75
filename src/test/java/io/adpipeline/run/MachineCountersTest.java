package io.adpipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MachineCountersTest {

    private static MachineCounters counters(long user, long idle, long steal) {
        return MachineCounters.of("""
                cpu  %d 0 100 %d 5 0 2 %d 0 0
                cpu0 1 2 3 4 5 6 7 8 9 10
                cpu1 1 2 3 4 5 6 7 8 9 10
                intr 1
                """.formatted(user, idle, steal), "");
    }

    private static MachineCounters group(long periods, long throttled) {
        return MachineCounters.of("", """
                usage_usec 1
                nr_periods %d
                nr_throttled %d
                throttled_usec 7
                """.formatted(periods, throttled));
    }

    @Test
    void stolenAndIdleAreSharesOfTheTicksOfAllCpus() {
        MachineCounters before = counters(1_000, 5_000, 40);
        MachineCounters after = counters(1_500, 5_300, 240);

        assertThat(after.stolenSince(before)).hasValue(20);
        assertThat(after.idleSince(before)).hasValue(30);
    }

    @Test
    void othersUseWhatIsNeitherFreeNorOurs() {
        MachineCounters before = counters(1_000, 5_000, 40);
        MachineCounters after = counters(1_500, 5_300, 240);

        // 5 s of 2 CPUs, half of it used
        assertThat(after.othersSince(before, 2, 5)).hasValueCloseTo(30.0, within(1e-9));
        assertThat(after.othersSince(before, 5.1, 5)).hasValue(0);
    }

    @Test
    void aQuotaThatIsUsedUpThrottlesAPeriod() {
        assertThat(group(110, 12).throttledSince(group(10, 7))).hasValue(5);
        assertThat(group(0, 0).throttledSince(group(0, 0))).isEmpty();
    }

    @Test
    void whereTheSystemDoesNotTellItIsUnknown() {
        MachineCounters nothing = MachineCounters.of("", "");
        MachineCounters old = MachineCounters.of("cpu 1 2 3 4", "");

        assertThat(nothing.stolenSince(nothing)).isEmpty();
        assertThat(old.idleSince(nothing)).isEmpty();
        assertThat(old.othersSince(old, 1, 1)).isEmpty();
        assertThat(counters(1, 1, 1).stolenSince(counters(1, 1, 1))).isEmpty();
    }
}

package io.adpipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StolenCpuTest {

    private static String statistics(long user, long idle, long steal) {
        return """
                cpu  %d 0 100 %d 5 0 2 %d 0 0
                cpu0 1 2 3 4 5 6 7 8 9 10
                intr 1
                """.formatted(user, idle, steal);
    }

    @Test
    void itIsTheShareOfStolenTicksAmongAllOfAllCpus() {
        assertThat(StolenCpu.percent(statistics(1_000, 5_000, 40), statistics(1_500, 5_300, 240)))
                .hasValue(100.0 * 200 / (500 + 300 + 200));
    }

    @Test
    void withoutStolenTicksItIsZero() {
        assertThat(StolenCpu.percent(statistics(1, 1, 7), statistics(2, 2, 7))).hasValue(0);
    }

    @Test
    void whereTheSystemDoesNotTellItIsUnknown() {
        assertThat(StolenCpu.percent("", "")).isEmpty();
        assertThat(StolenCpu.percent("cpu 1 2 3 4", "cpu 2 3 4 5")).isEmpty();
        assertThat(StolenCpu.percent(statistics(1, 1, 1), statistics(1, 1, 1))).isEmpty();
    }
}

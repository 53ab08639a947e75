package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.latency.Statistic;
import io.adpipeline.load.LoadReport.Counts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadReportTest {

    private static final LoadReport REPORT = new LoadReport(
            1_700_000_000_000L,
            2_000,
            40_000.5,
            new Counts(9, 8, 7, 1),
            new Counts(6, 5, 4, 0),
            60,
            Map.of(Statistic.P99, 1.25, Statistic.MAX, 3.5),
            Map.of(Statistic.P50, 0.1),
            List.of(3L, 900L, 0L),
            List.of(5L, 3L),
            "boom",
            -0.75,
            List.of(new ClockOffset(1, -0.5, 1.25)));

    @Test
    void aReportIsWrittenAndReadBackEqual(@TempDir Path folder) throws IOException {
        REPORT.write(folder);

        assertThat(LoadReport.read(folder)).isEqualTo(REPORT);
    }

    @Test
    void windowsWithEventsThatCameLaterThanAllowedAreLate() {
        assertThat(REPORT.lateWindowsMs(10_000, 899)).containsExactly(1_700_000_010_000L);
        assertThat(REPORT.lateWindowsMs(10_000, 900)).isEmpty();
        assertThat(REPORT.lateWindowsMs(10_000, 2)).containsExactly(1_700_000_000_000L, 1_700_000_010_000L);
    }

    @Test
    void theDeliveredShareIsOfTheMeasuredEvents() {
        assertThat(REPORT.deliveredPercent()).isEqualTo(400.0 / 6);
        assertThat(REPORT.achievedEventsPerSecond()).isEqualTo(4.0 / 60);
    }

    @Test
    void aLoadThatIntendedNothingDeliveredNothing() {
        LoadReport idle = new LoadReport(
                0,
                0,
                1,
                new Counts(5, 5, 5, 0),
                new Counts(0, 0, 0, 0),
                1,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                "",
                0,
                List.of());

        assertThat(idle.deliveredPercent()).isZero();
    }
}

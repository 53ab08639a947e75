package io.adpipeline.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.report.chart.Series.Point;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventPlotsTest {

    private static List<Plot> plots(SampleRun run) {
        return EventPlots.of(Runs.of(run));
    }

    /** Nothing comes for the windows at 4 and 5 s until 270 ms after the end of that at 6 s. */
    private static SampleRun stalled() {
        return SampleRun.passing(Map.of("slo.perEvent.p90", "2s"))
                .rows(row -> row.cell().windowStartMs() == SampleRun.START_MS + 4_000
                                || row.cell().windowStartMs() == SampleRun.START_MS + 5_000
                        ? SampleRun.withResultTime(row, SampleRun.START_MS + 7_270)
                        : row);
    }

    @Test
    void theFirstEventsThatAStallCaughtWaitedLongest() {
        List<Point> longest = Runs.series(plots(stalled()).get(0), "longest of 50 ms").points().stream()
                .filter(point -> point.x() > 4.9 && point.x() < 7)
                .toList();

        assertThat(longest.get(0).x()).isEqualTo(4.925);
        assertThat(longest.get(0).y()).isEqualTo(7_270 - 4_900);
        assertThat(longest.get(longest.size() - 1).y()).isLessThan(380);
    }

    @Test
    void theLongestPauseIsNamedWithTheEventsThatWaited() {
        Plot pauses = plots(stalled()).get(1);

        assertThat(Runs.series(pauses, "longest pause: 3 s, 300 events waiting at its end").points().stream()
                        .mapToDouble(Point::x))
                .contains(4.27, 7.27);
        assertThat(Runs.series(pauses, "time since the last result").points()).contains(new Point(7.27, 3_000));
    }

    /** A result in each millisecond would make a chart of megabytes. */
    @Test
    void ofManyPausesTheLongestAreDrawn() {
        SampleRun run = stalled();
        for (int later = 1; later <= 32; later *= 2) {
            long ms = later;
            run.again(row -> true, row -> SampleRun.withResultTime(row, row.resultTimeMs() + ms));
        }

        List<Point> pauses =
                Runs.series(plots(run).get(1), "time since the last result").points();

        assertThat(pauses).hasSizeBetween(20, 300);
        assertThat(pauses.stream().mapToDouble(Point::y).max()).hasValue(2_937);
        assertThat(pauses).isSortedAccordingTo(Comparator.comparingDouble(Point::x));
    }

    @Test
    void eventsThatNeverCameLiftThePen() {
        SampleRun lost = SampleRun.passing().without(row -> row.cell().campaignId() == 3);

        assertThat(Runs.series(plots(lost).get(0), "longest of").points())
                .anyMatch(point -> Double.isNaN(point.y()))
                .anyMatch(point -> point.y() > 300);
    }

    @Test
    void withoutALoadThereAreNone() {
        assertThat(plots(SampleRun.passing().withoutLoad())).isEmpty();
    }
}

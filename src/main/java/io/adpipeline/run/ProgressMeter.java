package io.adpipeline.run;

import io.adpipeline.evidence.BacklogSample;
import io.adpipeline.evidence.Phase;
import io.adpipeline.evidence.Schedule;
import io.adpipeline.latency.LatencyHistogram;
import io.adpipeline.latency.Statistic;
import io.adpipeline.load.LoadGenerator.LoadProgress;
import io.adpipeline.result.ResultRow;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;

/** Reports every 5 s where a run stands. Used by the run's thread alone. */
final class ProgressMeter {

    private static final long PERIOD_MS = 5_000;

    private final RunParts parts;
    private final LatencyHistogram endToEnd = new LatencyHistogram();
    private final Set<Long> doneWindows = new HashSet<>();
    private Schedule schedule;
    private int rowsSeen;
    private long lastReportMs;
    private LoadProgress lastReported = LoadProgress.NONE;

    ProgressMeter(RunParts parts) {
        this.parts = parts;
    }

    void begin(Schedule newSchedule) {
        schedule = newSchedule;
        lastReportMs = newSchedule.startMs();
    }

    /** The warm-up ends earlier. */
    void change(Schedule newSchedule) {
        schedule = newSchedule;
    }

    void reportIfDue(Timeline timeline) {
        long nowMs = System.currentTimeMillis();
        if (nowMs - lastReportMs >= PERIOD_MS) {
            timeline.report(progress(timeline, nowMs));
            lastReportMs = nowMs;
        }
    }

    private RunProgress progress(Timeline timeline, long nowMs) {
        parts.reader().rowsFrom(rowsSeen).forEach(this::see);
        LoadProgress load = parts.load().progress();
        double seconds = (load.elapsedMs() - lastReported.elapsedMs()) / 1e3;
        double rate = seconds > 0 ? (load.sent() - lastReported.sent()) / seconds : 0;
        lastReported = load;
        Phase phase = timeline.current();
        return new RunProgress(
                phase,
                (nowMs - phaseStartMs(phase, timeline)) / 1000,
                phaseSeconds(phase),
                load.sent(),
                rate,
                load.lagP99Ms(),
                parts.backlog().latest().stream()
                        .mapToLong(BacklogSample::events)
                        .findFirst(),
                doneWindows.size(),
                schedule.measuredWindows(),
                endToEnd.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(endToEnd.value(Statistic.P90)));
    }

    private void see(ResultRow row) {
        rowsSeen++;
        if (schedule.measures(row.cell().windowStartMs())) {
            endToEnd.recordMs(row.endToEndMs());
            if (row.resultTimeMs() >= row.windowEndMs()) {
                doneWindows.add(row.cell().windowStartMs());
            }
        }
    }

    private long phaseStartMs(Phase phase, Timeline timeline) {
        return switch (phase) {
            case WARMUP -> schedule.startMs();
            case MEASURE -> schedule.measureFromMs();
            case TAIL -> schedule.measureToMs();
            default -> timeline.startMs(phase);
        };
    }

    private long phaseSeconds(Phase phase) {
        return switch (phase) {
            case WARMUP -> (schedule.measureFromMs() - schedule.startMs()) / 1000;
            case MEASURE -> (schedule.measureToMs() - schedule.measureFromMs()) / 1000;
            case TAIL -> (schedule.endMs() - schedule.measureToMs()) / 1000;
            default -> parts.scenario().timeouts().drain().toSeconds();
        };
    }
}

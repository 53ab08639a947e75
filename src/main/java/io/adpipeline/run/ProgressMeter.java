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
    private final Timeline timeline;
    private final LatencyHistogram endToEnd = new LatencyHistogram();
    private final Set<Long> doneWindows = new HashSet<>();
    private int rowsSeen;
    private long lastReportMs;
    private LoadProgress lastReported = LoadProgress.NONE;

    ProgressMeter(RunParts parts, Timeline timeline) {
        this.parts = parts;
        this.timeline = timeline;
    }

    /** @param schedule of the running load; its warm-up may have become shorter since the last call */
    void reportIfDue(Schedule schedule) {
        long nowMs = System.currentTimeMillis();
        if (nowMs - Math.max(lastReportMs, schedule.startMs()) >= PERIOD_MS) {
            timeline.report(progress(schedule, nowMs));
            lastReportMs = nowMs;
        }
    }

    private RunProgress progress(Schedule schedule, long nowMs) {
        parts.reader().rowsFrom(rowsSeen).forEach(row -> see(row, schedule));
        LoadProgress load = parts.load().progress();
        double seconds = (load.elapsedMs() - lastReported.elapsedMs()) / 1e3;
        double rate = seconds > 0 ? (load.sent() - lastReported.sent()) / seconds : 0;
        lastReported = load;
        Phase phase = timeline.current();
        long fromMs = switch (phase) {
            case WARMUP -> schedule.startMs();
            case MEASURE -> schedule.measureFromMs();
            case TAIL -> schedule.measureToMs();
            default -> timeline.startMs(phase);
        };
        long lengthMs = switch (phase) {
            case WARMUP -> schedule.measureFromMs() - fromMs;
            case MEASURE -> schedule.measureToMs() - fromMs;
            case TAIL -> schedule.endMs() - fromMs;
            default -> parts.scenario().timeouts().drain().toMillis();
        };
        return new RunProgress(
                phase,
                (nowMs - fromMs) / 1000,
                lengthMs / 1000,
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

    private void see(ResultRow row, Schedule schedule) {
        rowsSeen++;
        if (schedule.measures(row.cell().windowStartMs())) {
            endToEnd.recordMs(row.endToEndMs());
            if (row.resultTimeMs() >= row.windowEndMs()) {
                doneWindows.add(row.cell().windowStartMs());
            }
        }
    }
}

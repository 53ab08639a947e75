package io.adpipeline.run;

import io.adpipeline.run.RunResult.BacklogStats;
import java.util.List;
import java.util.OptionalDouble;

/** How the backlog was and grew while measuring. */
final class BacklogAnalysis {

    private BacklogAnalysis() {}

    static BacklogStats of(List<BacklogSample> samples, Schedule schedule, double askedEventsPerSecond) {
        List<BacklogSample> measured = samples.stream()
                .filter(sample ->
                        sample.timeMs() >= schedule.measureFromMs() && sample.timeMs() < schedule.measureToMs())
                .toList();
        if (measured.isEmpty()) {
            return BacklogStats.NONE;
        }
        BacklogTrend trend = BacklogTrend.of(measured, askedEventsPerSecond);
        return new BacklogStats(
                OptionalDouble.of(
                        measured.stream().mapToLong(BacklogSample::events).max().orElseThrow()),
                OptionalDouble.of(measured.stream()
                        .mapToLong(BacklogSample::events)
                        .average()
                        .orElseThrow()),
                trend.growthPercent(),
                trend.interval());
    }
}

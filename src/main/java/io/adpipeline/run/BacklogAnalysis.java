package io.adpipeline.run;

import io.adpipeline.run.RunResult.BacklogStats;
import java.util.List;
import java.util.OptionalDouble;

/** How the backlog was and grew while measuring. */
final class BacklogAnalysis {

    private BacklogAnalysis() {}

    static BacklogStats of(List<BacklogBin> bins, Schedule schedule, double askedEventsPerSecond) {
        List<BacklogBin> measured = bins.stream()
                .filter(bin -> bin.startMs() >= schedule.measureFromMs() && bin.endMs() <= schedule.measureToMs())
                .toList();
        if (measured.isEmpty()) {
            return BacklogStats.NONE;
        }
        BacklogTrend trend = BacklogTrend.of(measured, askedEventsPerSecond);
        return new BacklogStats(
                OptionalDouble.of(
                        measured.stream().mapToLong(BacklogBin::maxEvents).max().orElseThrow()),
                OptionalDouble.of(measured.stream()
                        .mapToDouble(BacklogBin::meanEvents)
                        .average()
                        .orElseThrow()),
                trend.growthPercent(),
                trend.interval());
    }
}

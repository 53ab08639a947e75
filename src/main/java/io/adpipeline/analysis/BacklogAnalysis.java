package io.adpipeline.analysis;

import io.adpipeline.analysis.RunResult.BacklogStats;
import io.adpipeline.evidence.Schedule;
import java.util.List;
import java.util.OptionalDouble;

/** How the backlog was and grew while measuring. */
final class BacklogAnalysis {

    private BacklogAnalysis() {}

    /**
     * What there is to say of it.
     *
     * @param bins of the whole load, all equally long
     * @param teeth of the measured phase, by which growth is told where there are at least three
     */
    static BacklogStats of(
            List<BacklogBin> bins, List<BacklogBin> teeth, Schedule schedule, double askedEventsPerSecond) {
        List<BacklogBin> measured = bins.stream()
                .filter(bin -> bin.startMs() >= schedule.measureFromMs() && bin.endMs() <= schedule.measureToMs())
                .toList();
        if (measured.isEmpty()) {
            return BacklogStats.NONE;
        }
        BacklogTrend trend =
                BacklogTrend.of(teeth.size() < BacklogTrend.LEAST_BINS ? measured : teeth, askedEventsPerSecond);
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

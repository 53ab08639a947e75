package io.adpipeline.run;

import io.adpipeline.run.RunResult.BacklogStats;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/** How the backlog was and grew while measuring. */
final class BacklogAnalysis {

    private BacklogAnalysis() {}

    static BacklogStats of(List<BacklogSample> samples, Schedule schedule, double askedEventsPerSecond) {
        List<BacklogSample> measured = samples.stream()
                .filter(sample -> sample.timeMs() >= schedule.measureFromMs() && sample.timeMs() < schedule.measureToMs())
                .toList();
        if (measured.isEmpty()) {
            return BacklogStats.NONE;
        }
        SimpleRegression line = new SimpleRegression();
        measured.forEach(sample -> line.addData(sample.timeMs() / 1e3, sample.events()));
        double slope = line.getSlope();
        return new BacklogStats(
                OptionalDouble.of(measured.stream().mapToLong(BacklogSample::events).max().orElseThrow()),
                OptionalDouble.of(measured.stream().mapToLong(BacklogSample::events).average().orElseThrow()),
                Double.isNaN(slope) ? OptionalDouble.empty() : OptionalDouble.of(100 * slope / askedEventsPerSecond));
    }
}

package io.adpipeline.slo;

import io.adpipeline.latency.ConfidenceInterval;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Puts a measurement together; starts as a healthy run. One thread only. */
final class Measured {

    private final Map<Metric, LatencyStats> latencies = new EnumMap<>(Metric.class);
    private final List<String> provenFaults = new ArrayList<>();
    private final List<String> otherFaults = new ArrayList<>();
    private final List<String> invalidReasons = new ArrayList<>();
    private final List<String> disturbances = new ArrayList<>();
    private final Map<Metric, String> stages = new EnumMap<>(Metric.class);
    private final Map<Metric, Map<String, Double>> figures =
            new EnumMap<>(Map.of(Metric.DELIVERED, Map.of("share", 100.0)));

    static Measured healthy() {
        return new Measured()
                .latency(Metric.SCHEDULE_LAG, 100_000, Statistic.P99, 5)
                .latency(Metric.END_TO_END, Statistic.P90, 800, 790, 810);
    }

    Measured latency(Metric metric, long samples, Statistic statistic, double valueMs) {
        latencies.put(metric, new LatencyStats(samples, Map.of(statistic, valueMs), Map.of()));
        return this;
    }

    Measured latency(Metric metric, Statistic statistic, double valueMs, double lowMs, double highMs) {
        latencies.put(
                metric,
                new LatencyStats(
                        1_240, Map.of(statistic, valueMs), Map.of(statistic, new ConfidenceInterval(lowMs, highMs))));
        return this;
    }

    Measured lag(double p99Ms, double maxMs) {
        latencies.put(
                Metric.SCHEDULE_LAG,
                new LatencyStats(100_000, Map.of(Statistic.P99, p99Ms, Statistic.MAX, maxMs), Map.of()));
        return this;
    }

    Measured without(Metric metric) {
        latencies.remove(metric);
        return this;
    }

    Measured delivered(OptionalDouble percent) {
        figures.remove(Metric.DELIVERED);
        percent.ifPresent(value -> figures.put(Metric.DELIVERED, Map.of("share", value)));
        return this;
    }

    Measured backlog(double maxEvents, double growthPercent) {
        figures.put(Metric.BACKLOG, Map.of("max", maxEvents, "growth", growthPercent));
        return this;
    }

    Measured wrong(String finding) {
        provenFaults.add(finding);
        return this;
    }

    Measured notDrained(String problem) {
        otherFaults.add(problem);
        return this;
    }

    Measured invalid(String reason) {
        invalidReasons.add(reason);
        return this;
    }

    Measured disturbed(String why) {
        disturbances.add(why);
        return this;
    }

    Measured stage(Metric metric, String sentence) {
        stages.put(metric, sentence);
        return this;
    }

    Measurement done() {
        return new Measurement(latencies, figures, provenFaults, otherFaults, invalidReasons, disturbances, stages);
    }
}

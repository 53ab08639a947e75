package io.adpipeline.slo;

import io.adpipeline.latency.LatencyStats;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What is judged: the figures of one run.
 *
 * @param latencies by metric, only those with {@link Metric#isLatency()}; an absent one has no samples
 * @param figures of the other metrics, by metric and statistic, in the statistic's unit; absent if not known
 * @param provenFaults faults of the pipeline that neither the machine nor the load generator can have caused: wrong
 *     results of a known load, a pipeline that died; a sentence each
 * @param pipelineFaults other faults of the pipeline, a sentence each
 * @param invalidReasons why the run cannot be trusted, a sentence each; {@link Judge} may add more
 * @param disturbances causes of slowness other than the pipeline, a sentence each; they count only if a limit is broken or
 *     there are {@code pipelineFaults}
 * @param explanations by metric, a sentence that says where the time went
 */
public record Measurement(
        Map<Metric, LatencyStats> latencies,
        Map<Metric, Map<String, Double>> figures,
        List<String> provenFaults,
        List<String> pipelineFaults,
        List<String> invalidReasons,
        List<String> disturbances,
        Map<Metric, String> explanations) {

    public Measurement {
        latencies = Map.copyOf(latencies);
        latencies.keySet().forEach(Measurement::requireLatency);
        figures.forEach(
                (metric, values) -> values.forEach((statistic, value) -> requireFinite(metric, statistic, value)));
        figures = Map.copyOf(figures);
        provenFaults = List.copyOf(provenFaults);
        pipelineFaults = List.copyOf(pipelineFaults);
        invalidReasons = List.copyOf(invalidReasons);
        disturbances = List.copyOf(disturbances);
        explanations = Map.copyOf(explanations);
    }

    /** The statistics of a latency; {@link LatencyStats#NONE} if it has no samples. */
    public LatencyStats latency(Metric metric) {
        return latencies.getOrDefault(metric, LatencyStats.NONE);
    }

    /** The value a threshold is about, in its unit, if it was measured. */
    public OptionalDouble value(Threshold threshold) {
        Double value = threshold
                .ofSamples()
                .map(latency(threshold.metric()).valuesMs()::get)
                .orElse(figures.getOrDefault(threshold.metric(), Map.of()).get(threshold.statistic()));
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static void requireLatency(Metric metric) {
        if (!metric.isLatency()) {
            throw new IllegalArgumentException("latencies must be of metrics with samples, was of " + metric.key());
        }
    }

    private static void requireFinite(Metric metric, String statistic, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "%s %s must be finite, was %s".formatted(metric.key(), statistic, value));
        }
    }
}

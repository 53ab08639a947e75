package io.adpipeline.slo;

import io.adpipeline.latency.LatencyStats;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What is judged: the figures of one run.
 *
 * @param latencies by metric, only those with {@link Metric#isLatency()}; an absent one has no samples
 * @param deliveredSharePercent acknowledged events in percent of the asked ones; empty if not known
 * @param backlogMaxEvents most events that were sent and not yet processed; empty if not known
 * @param backlogGrowthPercent growth of the backlog while measuring, in percent of the asked rate; empty if not known
 * @param provenFaults faults of the pipeline that no machine and no load generator can be blamed for: wrong results of a
 *     load that is known, a pipeline that died; a sentence each
 * @param pipelineFaults other faults of the pipeline, a sentence each
 * @param invalidReasons why the run cannot be trusted, as far as it is known already, a sentence each
 * @param excuses what made the machine slow, a sentence each: where a limit is kept all the same it does no harm
 * @param slowestStages by metric, a sentence that names the stage in which most of the time went
 */
public record Measurement(
        Map<Metric, LatencyStats> latencies,
        OptionalDouble deliveredSharePercent,
        OptionalDouble backlogMaxEvents,
        OptionalDouble backlogGrowthPercent,
        List<String> provenFaults,
        List<String> pipelineFaults,
        List<String> invalidReasons,
        List<String> excuses,
        Map<Metric, String> slowestStages) {

    public Measurement {
        latencies = Map.copyOf(latencies);
        latencies.keySet().forEach(Measurement::requireLatency);
        requireFinite("deliveredSharePercent", deliveredSharePercent);
        requireFinite("backlogMaxEvents", backlogMaxEvents);
        requireFinite("backlogGrowthPercent", backlogGrowthPercent);
        provenFaults = List.copyOf(provenFaults);
        pipelineFaults = List.copyOf(pipelineFaults);
        invalidReasons = List.copyOf(invalidReasons);
        excuses = List.copyOf(excuses);
        slowestStages = Map.copyOf(slowestStages);
    }

    /** The figures of a latency; of one never seen: no samples. */
    public LatencyStats latency(Metric metric) {
        return latencies.getOrDefault(metric, LatencyStats.NONE);
    }

    /** The value a threshold is about, in its unit, if it was measured. */
    public OptionalDouble value(Threshold threshold) {
        return switch (threshold.metric()) {
            case DELIVERED -> deliveredSharePercent;
            case BACKLOG -> threshold.unit() == Unit.EVENTS ? backlogMaxEvents : backlogGrowthPercent;
            default -> {
                Double valueMs = latency(threshold.metric())
                        .valuesMs()
                        .get(threshold.ofSamples().orElseThrow());
                yield valueMs == null ? OptionalDouble.empty() : OptionalDouble.of(valueMs);
            }
        };
    }

    private static void requireLatency(Metric metric) {
        if (!metric.isLatency()) {
            throw new IllegalArgumentException("latencies must be of metrics with samples, was of " + metric.key());
        }
    }

    private static void requireFinite(String name, OptionalDouble value) {
        if (Objects.requireNonNull(value, name).isPresent() && !Double.isFinite(value.getAsDouble())) {
            throw new IllegalArgumentException("%s must be finite, was %s".formatted(name, value.getAsDouble()));
        }
    }
}

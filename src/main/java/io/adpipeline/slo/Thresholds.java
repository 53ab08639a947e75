package io.adpipeline.slo;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The thresholds of a scenario, at most one for each statistic of a metric.
 *
 * @param all ordered by metric and statistic, whatever order they were given in
 */
public record Thresholds(List<Threshold> all) {

    /** The least share of the asked load that must be delivered, or the run is INVALID, in percent. */
    private static final double DELIVERED_SHARE_PERCENT = 99;
    /** The generator may be late by this, however wide the latency thresholds are. */
    private static final double LAG_LIMIT_MS = 50;
    /** At this growth of the backlog, latencies rise by 2 s in 40 s. */
    private static final double GROWTH_LIMIT_PERCENT = 5;

    private static final Comparator<Threshold> ORDER = Comparator.comparing(Threshold::metric)
            .thenComparingInt(threshold -> threshold.metric().statistics().indexOf(threshold.statistic()));

    public Thresholds {
        all = all.stream().sorted(ORDER).toList();
        for (int i = 1; i < all.size(); i++) {
            if (ORDER.compare(all.get(i - 1), all.get(i)) == 0) {
                throw new IllegalArgumentException("slo.%s must be given once, was given as %s and %s"
                        .formatted(
                                all.get(i).key(),
                                all.get(i - 1).written(),
                                all.get(i).written()));
            }
        }
    }

    /**
     * These thresholds plus two without which no run can be trusted, unless their statistics have thresholds already:
     * {@code delivered.share} of 99 %, and {@code scheduleLag.p99} of 50 ms.
     */
    public Thresholds withValidityDefaults() {
        return withDefault(new Threshold(Metric.DELIVERED, "share", DELIVERED_SHARE_PERCENT))
                .withDefault(new Threshold(Metric.SCHEDULE_LAG, "p99", LAG_LIMIT_MS));
    }

    /**
     * These thresholds plus {@code backlog.growth} of 5 %, unless it has a threshold already, or none is on the
     * pipeline. Only for runs that are warm and long enough for a healthy pipeline to keep it.
     */
    public Thresholds withGrowthDefault() {
        return includePipeline() ? withDefault(new Threshold(Metric.BACKLOG, "growth", GROWTH_LIMIT_PERCENT)) : this;
    }

    private Thresholds withDefault(Threshold fallback) {
        return all.stream().anyMatch(threshold -> ORDER.compare(threshold, fallback) == 0)
                ? this
                : new Thresholds(
                        Stream.concat(all.stream(), Stream.of(fallback)).toList());
    }

    /** The limits as scenarios write them, by metric and statistic, in order. */
    public Map<String, Map<String, String>> written() {
        Map<String, Map<String, String>> written = new LinkedHashMap<>();
        for (Threshold threshold : all) {
            written.computeIfAbsent(threshold.metric().key(), metric -> new LinkedHashMap<>())
                    .put(threshold.statistic(), threshold.written());
        }
        return written;
    }

    /** The limits of latencies of the pipeline, ms. */
    public DoubleStream latencyLimitsMs() {
        return all.stream()
                .filter(threshold -> Metric.pipelineLatencies().contains(threshold.metric()))
                .mapToDouble(Threshold::limit);
    }

    /** Whether a threshold is about the pipeline; without one there is nothing to judge. */
    public boolean includePipeline() {
        return all.stream().anyMatch(threshold -> threshold.metric().ofPipeline());
    }
}

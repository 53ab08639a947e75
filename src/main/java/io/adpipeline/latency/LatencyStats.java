package io.adpipeline.latency;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many samples of a latency there were, and statistics of them. Immutable.
 *
 * <ul>
 *   <li>A quantile is the nearest-rank order statistic: of {@code n} samples in ascending order the one of rank
 *       {@code ceil(q * n)}, which is the inverse of the empirical distribution function (Hyndman and Fan, "Sample
 *       Quantiles in Statistical Packages", The American Statistician 50 (1996), definition 1). It is always a latency
 *       that was measured, never a value between two of them; at least the share {@code q} of all samples is not above
 *       it.
 *   <li>{@link Statistic#MAX} is the largest sample, {@link Statistic#MEAN} the arithmetic mean.
 *   <li>With a single sample every statistic is that sample. Without samples there are no statistics: a 0 would pass
 *       any threshold.
 *   <li>Negative samples count like any other, except in a {@link LatencyHistogram}, which leaves them out. They can
 *       only come from clocks or stamps that disagree.
 *   <li>Few samples give statistics too; {@link Statistic#samplesNeeded} says from how many on to trust them.
 * </ul>
 *
 * @param samples how many samples there are, from 0
 * @param valuesMs by statistic, ms; {@link Double#POSITIVE_INFINITY} if it includes a sample that never came
 * @param intervals 95 % confidence intervals, ms, of those statistics that have one
 */
public record LatencyStats(
        long samples, @JsonAnyGetter Map<Statistic, Double> valuesMs, Map<Statistic, ConfidenceInterval> intervals) {

    /** The statistics of a latency without samples: none. */
    public static final LatencyStats NONE = new LatencyStats(0, Map.of(), Map.of());

    public LatencyStats {
        if (samples < 0) {
            throw new IllegalArgumentException("samples must be at least 0, was " + samples);
        }
        valuesMs.forEach((statistic, value) -> {
            if (Double.isNaN(value) || value == Double.NEGATIVE_INFINITY) {
                throw new IllegalArgumentException("%s must be a number, was %s".formatted(statistic.key(), value));
            }
        });
        valuesMs = sorted(valuesMs);
        intervals = sorted(intervals);
    }

    /**
     * Every statistic of these samples, in any order, without intervals.
     *
     * @param samplesMs latencies, ms; not changed and not kept
     * @throws IllegalArgumentException if a sample is not a finite number
     */
    public static LatencyStats of(double[] samplesMs) {
        return of(new SortedSamples(samplesMs), List.of());
    }

    /**
     * Every statistic of these samples, with the intervals of {@link SectionIntervals}.
     *
     * @param whole all samples
     * @param sections the samples of each section that has any, in order; empty to compute no intervals
     */
    public static LatencyStats of(Distribution whole, List<? extends Distribution> sections) {
        return new LatencyStats(whole.count(), whole.statistics(), SectionIntervals.of(whole, sections));
    }

    /**
     * A statistic, ms.
     *
     * @throws IllegalStateException if it was not measured
     */
    public double value(Statistic statistic) {
        Double value = valuesMs.get(statistic);
        if (value == null) {
            throw new IllegalStateException("no samples, so there is no " + statistic.key());
        }
        return value;
    }

    private static <T> Map<Statistic, T> sorted(Map<Statistic, T> map) {
        Map<Statistic, T> sorted = new EnumMap<>(Statistic.class);
        sorted.putAll(map);
        return Collections.unmodifiableMap(sorted);
    }
}

package io.adpipeline.latency;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How many samples of a latency there were and every {@link Statistic} of them, exact to the last sample. Immutable,
 * any thread may read it.
 *
 * <ul>
 *   <li>A quantile is the nearest-rank order statistic: of {@code n} samples in ascending order the one of rank
 *       {@code ceil(q * n)}, which is the inverse of the empirical distribution function (Hyndman and Fan, "Sample
 *       Quantiles in Statistical Packages", The American Statistician 50 (1996), definition 1). It is always a latency
 *       that was measured, never a value between two of them; at least the share {@code q} of all samples is not above
 *       it.
 *   <li>{@link Statistic#MAX} is the largest sample, {@link Statistic#MEAN} the arithmetic mean.
 *   <li>Of a single sample every statistic is that sample.
 *   <li>Of no samples nothing but the counts is defined: {@link #value} throws, since a 0 would pass any threshold.
 *   <li>Negative samples take part like any other. They can only come from clocks or stamps that disagree, so whoever
 *       judges the figures has to look at {@link #negativeCount} first.
 *   <li>Few samples give a figure all the same; {@link Statistic#samplesNeeded} says how many make it worth something.
 * </ul>
 */
public final class LatencySummary {
    private final long count;
    private final long negativeCount;
    private final Map<Statistic, Double> values;

    private LatencySummary(long count, long negativeCount, Map<Statistic, Double> values) {
        this.count = count;
        this.negativeCount = negativeCount;
        this.values = values;
    }

    /**
     * The summary of these samples, in any order.
     *
     * @param samplesMs latencies, ms; not changed and not kept
     * @throws IllegalArgumentException if a sample is not a finite number
     */
    public static LatencySummary of(double[] samplesMs) {
        double[] sortedMs = Samples.requireFinite(samplesMs).clone();
        Arrays.sort(sortedMs);
        Map<Statistic, Double> values = new EnumMap<>(Statistic.class);
        if (sortedMs.length > 0) {
            for (Statistic statistic : Statistic.values()) {
                values.put(statistic, valueOf(statistic, sortedMs));
            }
        }
        return new LatencySummary(sortedMs.length, negatives(sortedMs), values);
    }

    private static double valueOf(Statistic statistic, double[] sortedMs) {
        return statistic == Statistic.MEAN ? StatUtils.mean(sortedMs) : sortedMs[statistic.rank(sortedMs.length) - 1];
    }

    private static int negatives(double[] sortedMs) {
        int count = 0;
        while (count < sortedMs.length && sortedMs[count] < 0) {
            count++;
        }
        return count;
    }

    /** Samples, negative ones included. */
    public long count() {
        return count;
    }

    /** Samples below zero: results that seem to come before their cause. */
    public long negativeCount() {
        return negativeCount;
    }

    /**
     * The statistic, ms.
     *
     * @throws IllegalStateException if there were no samples
     */
    public double value(Statistic statistic) {
        Objects.requireNonNull(statistic, "statistic");
        if (count == 0) {
            throw new IllegalStateException("no samples, so there is no %s".formatted(statistic.key()));
        }
        return values.get(statistic);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatencySummary that
                && count == that.count
                && negativeCount == that.negativeCount
                && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(count, negativeCount, values);
    }

    @Override
    public String toString() {
        return "LatencySummary[count=%d, negativeCount=%d, ms=%s]".formatted(count, negativeCount, values);
    }
}

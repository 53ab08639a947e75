package io.adpipeline.slo;

import io.adpipeline.latency.Statistic;
import java.util.Optional;

/**
 * A limit on one statistic of one metric.
 *
 * @param metric what is limited
 * @param statistic a key of {@link Metric#statistics()}
 * @param limit the last value that holds, in {@link #unit()}; finite, above 0, at most 100 for a share, and
 *     no finer than scenarios can write it: 1 ns, a whole event, nine decimals of a percent
 */
public record Threshold(Metric metric, String statistic, double limit) {

    private static final double WHOLE_SHARE = 100;
    private static final String SHARE = "a percentage above 0% and up to 100%, as in 99%";

    public Threshold {
        Unit unit = metric.unit(statistic);
        boolean inRange = Double.isFinite(limit)
                && limit > 0
                && (metric != Metric.DELIVERED || limit <= WHOLE_SHARE)
                && unit.canBeWritten(limit);
        if (!inRange) {
            throw new IllegalArgumentException("slo.%s.%s must be %s, was %s"
                    .formatted(metric.key(), statistic, allowed(metric, statistic), limit));
        }
    }

    /**
     * Reads a threshold as scenarios write it under {@code slo}.
     *
     * @param metricKey one of {@link Metric#keys()}
     * @param statisticKey one of the metric's {@link Metric#statistics()}
     * @param limitText a duration ({@code 2s}), a percentage ({@code 99%}) or a whole number of events
     * @throws IllegalArgumentException if the limit is malformed, not above 0, or a share above 100 %
     */
    public static Threshold parse(String metricKey, String statisticKey, String limitText) {
        Metric metric = Metric.ofKey(metricKey).orElseThrow();
        double limit = metric.unit(statisticKey).read(limitText).orElse(Double.NaN); // which the constructor refuses
        return new Threshold(metric, statisticKey, limit);
    }

    /** What a limit on a statistic of a metric may be, for messages. */
    public static String allowed(Metric metric, String statistic) {
        return metric == Metric.DELIVERED ? SHARE : metric.unit(statistic).allowed();
    }

    /** Metric and statistic, as in {@code endToEnd.p90}. */
    public String key() {
        return metric.key() + "." + statistic;
    }

    /** Metric and statistic for people, as in {@code endToEnd p90}. */
    public String title() {
        return metric.key() + " " + statistic;
    }

    /** What limit and values are counted in. */
    public Unit unit() {
        return metric.unit(statistic);
    }

    /** Whether a value, in {@link #unit()}, keeps to the limit; the limit itself does. */
    public boolean holds(double value) {
        return metric.hasLowerLimit() ? value >= limit : value <= limit;
    }

    /** The limit as scenarios write it, as in {@code 2s}. */
    public String written() {
        return unit().write(limit);
    }

    /** The demand for people, as in {@code ≤ 2 s}. */
    public String demand() {
        return (metric.hasLowerLimit() ? "≥ " : "≤ ") + Figures.exact(unit(), limit);
    }

    /** For people, as in {@code endToEnd p90 ≤ 2 s}. */
    @Override
    public String toString() {
        return title() + " " + demand();
    }

    /** The statistic of the samples, if the metric has samples. */
    Optional<Statistic> ofSamples() {
        return metric.isLatency() ? Statistic.ofKey(statistic) : Optional.empty();
    }

    /** The fewest samples the value may rest on; 0 for a metric without samples. */
    long samplesNeeded() {
        return ofSamples().map(Statistic::samplesNeeded).orElse(0L);
    }
}

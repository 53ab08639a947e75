package io.adpipeline.latency;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** A figure that sums up many samples of a latency; the key is how scenarios and results write it. */
public enum Statistic {
    MEAN("mean", Double.NaN),
    P50("p50", 0.50),
    P90("p90", 0.90),
    P95("p95", 0.95),
    P99("p99", 0.99),
    P999("p999", 0.999),
    MAX("max", 1.0);

    private final String key;
    private final double quantile;

    Statistic(String key, double quantile) {
        this.key = key;
        this.quantile = quantile;
    }

    /** The name in YAML, JSON and tables. */
    @JsonValue
    public String key() {
        return key;
    }

    /** The order statistic asked for, in (0, 1]; NaN for {@link #MEAN}. */
    public double quantile() {
        return quantile;
    }

    /**
     * The fewest samples from which the figure can be trusted: at least five are then expected beyond the quantile, so
     * that it does not hang on one or two outliers. Ten for {@link #MEAN} and {@link #P50}, 50 for {@link #P90}, 5,000
     * for {@link #P999}. One for {@link #MAX}, which is exact for what was seen and promises nothing beyond it.
     */
    public long samplesNeeded() {
        return switch (this) {
            case MEAN -> 10;
            case MAX -> 1;
            default -> Math.round(5 / (1 - quantile));
        };
    }

    /**
     * The rank, from 1, of this quantile among {@code count} samples in ascending order: {@code ceil(quantile *
     * count)}, in whole numbers because 0.9 and 0.95 have no exact binary form.
     *
     * @throws IllegalArgumentException if there are no samples, or for {@link #MEAN}, which has no rank
     */
    long rank(long count) {
        if (this == MEAN || count < 1) {
            throw new IllegalArgumentException("%s of %d samples has no rank".formatted(key, count));
        }
        return (Math.round(quantile * 1_000) * count + 999) / 1_000;
    }

    /** The statistic with this key; empty if there is none. */
    public static Optional<Statistic> ofKey(String key) {
        return Arrays.stream(values())
                .filter(statistic -> statistic.key.equals(key))
                .findFirst();
    }
}

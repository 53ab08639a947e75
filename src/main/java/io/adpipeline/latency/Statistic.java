package io.adpipeline.latency;

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
    public String key() {
        return key;
    }

    /** The order statistic asked for, in (0, 1]; NaN for {@link #MEAN}. */
    public double quantile() {
        return quantile;
    }

    /**
     * The least number of samples the statistic may rest on: 1 for {@link #MAX}, 10 for {@link #MEAN}, and 5/(1−q) for
     * a quantile q, so that at least five samples are expected beyond it.
     */
    public long samplesNeeded() {
        return switch (this) {
            case MAX -> 1;
            case MEAN -> 10;
            // rounded, since 1 − q is not exact in binary
            default -> Math.round(5 / (1 - quantile));
        };
    }

    /** The statistic of that key. */
    public static Optional<Statistic> ofKey(String key) {
        for (Statistic statistic : values()) {
            if (statistic.key.equals(key)) {
                return Optional.of(statistic);
            }
        }
        return Optional.empty();
    }
}

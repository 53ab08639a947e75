package io.adpipeline.latency;

import java.util.EnumMap;
import java.util.Map;

/** Samples of a latency. */
public interface Distribution {

    /** Number of samples, including those that never came. */
    long count();

    /** The arithmetic mean, ms; infinite if a sample never came. */
    double meanMs();

    /**
     * The sample of a rank in ascending order, ms; infinite if it never came.
     *
     * @param rank from 1 to {@link #count}
     */
    double ofRankMs(long rank);

    /** The share of samples that are not above a value, from 0 to 1. */
    double shareUpTo(double valueMs);

    /**
     * The nearest-rank quantile, ms: the smallest sample x such that at least this share of all samples is at most x.
     *
     * @param share above 0; from 1 on the largest sample
     */
    default double quantileMs(double share) {
        return ofRankMs(Math.max(1, Math.min((long) Math.ceil(share * count()), count())));
    }

    /** The statistic in ms: quantiles by nearest rank as {@link LatencyStats} defines them. */
    default double value(Statistic statistic) {
        return statistic == Statistic.MEAN ? meanMs() : ofRankMs(statistic.rank(count()));
    }

    /** Every statistic in ms, as {@link #value} gives it; empty without samples. */
    default Map<Statistic, Double> statistics() {
        Map<Statistic, Double> statistics = new EnumMap<>(Statistic.class);
        if (count() > 0) {
            for (Statistic statistic : Statistic.values()) {
                statistics.put(statistic, value(statistic));
            }
        }
        return statistics;
    }
}

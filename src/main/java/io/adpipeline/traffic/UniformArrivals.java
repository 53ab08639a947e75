package io.adpipeline.traffic;

import java.util.Map;
import java.util.SplittableRandom;

/** Evenly spaced arrivals that start at a random phase, so that producers do not send in step. One thread owns it. */
public final class UniformArrivals implements ArrivalSequence {

    private final double ratePerSecond;
    private final double phase;
    private long index;

    UniformArrivals(double ratePerSecond, long seed) {
        this.ratePerSecond = Gaps.requireRate(ratePerSecond);
        this.phase = new SplittableRandom(seed).nextDouble();
    }

    @Override
    public long nextNs() {
        return atNs(index++);
    }

    /** Computed from the index, not from the previous arrival: a sum of rounded gaps would drift away from the rate. */
    long atNs(long arrival) {
        return (long) ((arrival + phase) * Gaps.NS_PER_SECOND / ratePerSecond);
    }

    /** The model {@code uniform}. Takes no parameters. */
    public static final class Factory implements TrafficModelFactory {

        @Override
        public String name() {
            return "uniform";
        }

        @Override
        public TrafficModel create(Map<String, String> parameters) {
            return UniformArrivals::new;
        }
    }
}

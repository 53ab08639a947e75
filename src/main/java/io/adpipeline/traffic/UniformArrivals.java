package io.adpipeline.traffic;

import java.util.SplittableRandom;

/** Evenly spaced arrivals that start at a random phase, so that producers do not send in step. One thread owns it. */
final class UniformArrivals implements ArrivalSequence {

    private final double ratePerSecond;
    private final double phase;
    private long index;

    UniformArrivals(double ratePerSecond, long seed) {
        this.ratePerSecond = Rates.requireRate(ratePerSecond);
        this.phase = new SplittableRandom(seed).nextDouble();
    }

    @Override
    public long nextNs() {
        return atNs(index++);
    }

    /** From the index and not from the arrival before: a sum of rounded gaps would drift away from the rate. */
    long atNs(long arrival) {
        return (long) ((arrival + phase) * Rates.NS_PER_SECOND / ratePerSecond);
    }
}

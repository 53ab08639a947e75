package io.adpipeline.traffic;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.random.Well19937c;

/** The gaps between arrivals: their mean at a rate, and random ones. */
final class Gaps {

    static final double NS_PER_SECOND = 1e9;

    private static final int WELL_19937_WORDS = 624;

    private Gaps() {}

    /**
     * Checks a rate and returns it.
     *
     * @throws IllegalArgumentException if it is not finite and above 0
     */
    static double requireRate(double ratePerSecond) {
        if (!(ratePerSecond > 0) || Double.isInfinite(ratePerSecond)) {
            throw new IllegalArgumentException("ratePerSecond must be finite and above 0, was " + ratePerSecond);
        }
        return ratePerSecond;
    }

    /** Mean time between two events of that rate, ns. */
    static double meanNs(double ratePerSecond) {
        return NS_PER_SECOND / requireRate(ratePerSecond);
    }

    /**
     * Exponential variates of mean 1, from a new generator.
     *
     * <p>Fills the generator's whole state from the given source. Seeded by one number, generators would share half of
     * their state if their seeds share the upper half, as 1 and 2 do.
     */
    static ExponentialDistribution unitExponential(SplittableRandom seeds) {
        return new ExponentialDistribution(
                new Well19937c(seeds.ints(WELL_19937_WORDS).toArray()), 1.0);
    }

    /**
     * A point in time that moves on by gaps of fractions of a nanosecond. Whole nanoseconds and the remainder are kept
     * apart: rounding each gap would shift the mean rate, and one growing double would lose the fraction.
     *
     * <p>Past {@link Long#MAX_VALUE} ns (292 years) it stands still. Not thread-safe: belongs to one sequence.
     */
    static final class ExactClock {

        private long wholeNs;
        private double fractionNs;

        /** Moves on by a gap of at least 0 ns. */
        void advance(double gapNs) {
            double sumNs = fractionNs + gapNs;
            long stepNs = (long) sumNs;
            fractionNs = sumNs - stepNs;
            wholeNs += stepNs;
            if (wholeNs < 0) {
                wholeNs = Long.MAX_VALUE;
            }
        }

        /** The present, rounded down to whole ns. */
        long nowNs() {
            return wholeNs;
        }
    }
}

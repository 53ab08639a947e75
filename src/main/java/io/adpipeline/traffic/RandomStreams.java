package io.adpipeline.traffic;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.random.Well19937c;

/** Random numbers from a seed. */
final class RandomStreams {

    private static final int WELL_19937_WORDS = 624;

    private RandomStreams() {}

    /**
     * Exponential variates of mean 1 from a generator of its own.
     *
     * <p>The generator's whole state is filled from the given source: its own seeding from one number leaves half of
     * the state equal for seeds that share their upper half, as 1 and 2 do.
     */
    static ExponentialDistribution unitExponential(SplittableRandom seeds) {
        return new ExponentialDistribution(
                new Well19937c(seeds.ints(WELL_19937_WORDS).toArray()), 1.0);
    }
}

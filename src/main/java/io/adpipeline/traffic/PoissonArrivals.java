package io.adpipeline.traffic;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.ExponentialDistribution;

/** A Poisson process: independent, exponentially distributed gaps. One thread owns it. */
final class PoissonArrivals implements ArrivalSequence {

    private final double meanGapNs;
    private final ExponentialDistribution unitGaps;
    private final ExactClock clock = new ExactClock();

    PoissonArrivals(double ratePerSecond, long seed) {
        meanGapNs = Rates.meanGapNs(ratePerSecond);
        unitGaps = RandomStreams.unitExponential(new SplittableRandom(seed));
    }

    @Override
    public long nextNs() {
        clock.advance(unitGaps.sample() * meanGapNs);
        return clock.nowNs();
    }
}

package io.adpipeline.traffic;

import io.adpipeline.traffic.Gaps.ExactClock;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.ExponentialDistribution;

/** A Poisson process: independent, exponentially distributed gaps. One thread owns it. */
public final class PoissonArrivals implements ArrivalSequence {

    private final double meanGapNs;
    private final ExponentialDistribution unitGaps;
    private final ExactClock clock = new ExactClock();

    PoissonArrivals(double ratePerSecond, long seed) {
        meanGapNs = Gaps.meanNs(ratePerSecond);
        unitGaps = Gaps.unitExponential(new SplittableRandom(seed));
    }

    @Override
    public long nextNs() {
        clock.advance(unitGaps.sample() * meanGapNs);
        return clock.nowNs();
    }

    /** The model {@code poisson}: the gaps, and so the counts per second, vary. Takes no parameters. */
    public static final class Factory implements TrafficModelFactory {

        @Override
        public String name() {
            return "poisson";
        }

        @Override
        public TrafficModel create(Map<String, String> parameters) {
            return PoissonArrivals::new;
        }
    }
}

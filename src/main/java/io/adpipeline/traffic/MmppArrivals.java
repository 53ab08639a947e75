package io.adpipeline.traffic;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.ExponentialDistribution;

/**
 * Arrivals of an {@link MmppModel}, started in its stationary distribution. One thread owns it.
 *
 * <p>States and gaps come from two streams, so the bursts of a seed stay where they are when the rate changes.
 */
final class MmppArrivals implements ArrivalSequence {

    /** Gets each state that is entered, the first one included; for tests. */
    @FunctionalInterface
    interface StateObserver {

        /**
         * A state is entered.
         *
         * @param state 1 for the low rate, 2 for the high one
         * @param atNs when, from the start of the load
         */
        void entered(int state, long atNs);
    }

    private static final int LOW = 1;
    private static final int HIGH = 2;

    private final double lowGapNs;
    private final double highGapNs;
    private final double lowSojournNs;
    private final double highSojournNs;
    private final ExponentialDistribution unitSojourns;
    private final ExponentialDistribution unitGaps;
    private final StateObserver observer;
    private final ExactClock clock = new ExactClock();
    private int state;
    private double sojournLeftNs;

    MmppArrivals(MmppModel model, double ratePerSecond, long seed, StateObserver observer) {
        Gaps.requireRate(ratePerSecond);
        lowGapNs = Gaps.NS_PER_SECOND / model.lowRate(ratePerSecond);
        highGapNs = Gaps.NS_PER_SECOND / model.highRate(ratePerSecond);
        lowSojournNs = Gaps.meanNs(model.q12());
        highSojournNs = Gaps.meanNs(model.q21());
        SplittableRandom seeds = new SplittableRandom(seed);
        unitSojourns = Gaps.unitExponential(seeds);
        unitGaps = Gaps.unitExponential(seeds);
        this.observer = observer;
        enter(seeds.nextDouble() < model.highShare() ? HIGH : LOW);
    }

    /** Both gap and sojourn are memoryless: where a gap crosses the sojourn's end, a fresh one starts from there. */
    @Override
    public long nextNs() {
        double gapNs = drawGapNs();
        while (gapNs > sojournLeftNs) {
            clock.advance(sojournLeftNs);
            enter(state == LOW ? HIGH : LOW);
            gapNs = drawGapNs();
        }
        sojournLeftNs -= gapNs;
        clock.advance(gapNs);
        return clock.nowNs();
    }

    private double drawGapNs() {
        return unitGaps.sample() * (state == LOW ? lowGapNs : highGapNs);
    }

    private void enter(int next) {
        state = next;
        sojournLeftNs = unitSojourns.sample() * (next == LOW ? lowSojournNs : highSojournNs);
        observer.entered(next, clock.nowNs());
    }
}

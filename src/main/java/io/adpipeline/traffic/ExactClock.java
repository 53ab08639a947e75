package io.adpipeline.traffic;

/**
 * A point in time that moves on by gaps of fractions of a nanosecond. Whole nanoseconds and the remainder are kept
 * apart: rounding each gap would shift the mean rate, and one growing double would lose the fraction.
 *
 * <p>Past {@link Long#MAX_VALUE} ns (292 years) it stands still. Not thread-safe: belongs to one sequence.
 */
final class ExactClock {

    private long wholeNs;
    private double fractionNs;

    ExactClock() {
        this(0);
    }

    ExactClock(long startNs) {
        wholeNs = startNs;
    }

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

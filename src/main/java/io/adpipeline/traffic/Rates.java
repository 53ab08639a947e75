package io.adpipeline.traffic;

/** Rates and the gaps that go with them. */
final class Rates {

    static final double NS_PER_SECOND = 1e9;

    private Rates() {}

    /**
     * The rate itself.
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
    static double meanGapNs(double ratePerSecond) {
        return NS_PER_SECOND / requireRate(ratePerSecond);
    }
}

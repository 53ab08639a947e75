package io.adpipeline.traffic;

/**
 * A Markov-modulated Poisson process of two states: 1 with the low rate, 2 with the high one.
 *
 * <p>Formulas after W. Fischer and K. Meier-Hellstern, "The Markov-modulated Poisson process (MMPP) cookbook",
 * Performance Evaluation 18 (1993), pp. 149-171, where q12 and q21 are called σ1 and σ2.
 *
 * @param rateRatio rate of state 2 over rate of state 1, finite, at least 1
 * @param q12 rate of leaving state 1, per second, above 0 and at most {@link #MAX_LEAVING_RATE}
 * @param q21 rate of leaving state 2, per second, above 0 and at most {@link #MAX_LEAVING_RATE}
 */
record MmppModel(double rateRatio, double q12, double q21) implements TrafficModel {

    /** Per second. States shorter than a microsecond are no bursts any more, but would keep the producer busy. */
    static final double MAX_LEAVING_RATE = 1_000_000;

    MmppModel {
        if (!(rateRatio >= 1) || Double.isInfinite(rateRatio)) {
            throw new IllegalArgumentException("rateRatio must be finite and at least 1, was " + rateRatio);
        }
        requireLeavingRate("q12", q12);
        requireLeavingRate("q21", q21);
    }

    private static void requireLeavingRate(String name, double perSecond) {
        if (!(perSecond > 0 && perSecond <= MAX_LEAVING_RATE)) {
            throw new IllegalArgumentException("%s must be above 0 and at most %.0f per second, was %s"
                    .formatted(name, MAX_LEAVING_RATE, perSecond));
        }
    }

    @Override
    public ArrivalSequence arrivals(double ratePerSecond, long seed) {
        return arrivals(ratePerSecond, seed, (state, atNs) -> {});
    }

    /** The same arrivals, with an observer of the states. */
    ArrivalSequence arrivals(double ratePerSecond, long seed, MmppStateObserver observer) {
        return new MmppArrivals(this, ratePerSecond, seed, observer);
    }

    /** Long-run share of time in state 2, q12 / (q12 + q21). */
    double highShare() {
        return q12 / (q12 + q21);
    }

    /** Arrivals per second in state 1, so that the mean over both states is the given rate. */
    double lowRate(double meanRatePerSecond) {
        return meanRatePerSecond / (1 + highShare() * (rateRatio - 1));
    }

    /** Arrivals per second in state 2. */
    double highRate(double meanRatePerSecond) {
        return rateRatio * lowRate(meanRatePerSecond);
    }
}

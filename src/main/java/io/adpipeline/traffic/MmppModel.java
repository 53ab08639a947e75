package io.adpipeline.traffic;

import io.adpipeline.traffic.Gaps.ExactClock;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.DoublePredicate;
import org.apache.commons.math3.distribution.ExponentialDistribution;

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
public record MmppModel(double rateRatio, double q12, double q21) implements TrafficModel {

    /** Per second. States shorter than a microsecond are no bursts any more, but would keep the producer busy. */
    static final double MAX_LEAVING_RATE = 1_000_000;

    @Override
    public ArrivalSequence arrivals(double ratePerSecond, long seed) {
        return new Arrivals(this, ratePerSecond, seed, (state, enteredNs) -> {});
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

    /**
     * {@code mmpp}: bursty traffic, a Poisson process whose rate jumps between a low state (1) and a high state (2).
     *
     * <ul>
     *   <li>{@code rateRatio}: rate of the high state over that of the low one, at least 1; default 5
     *   <li>{@code q12}: rate of leaving the low state, per second, above 0 and at most 1,000,000; default 0.5
     *   <li>{@code q21}: rate of leaving the high state, likewise; default 0.5
     * </ul>
     */
    public static final class Factory implements TrafficModelFactory {

        private static final String RATE_RATIO = "rateRatio";
        private static final String Q12 = "q12";
        private static final String Q21 = "q21";
        private static final Set<String> PARAMETERS =
                Collections.unmodifiableSet(new LinkedHashSet<>(List.of(RATE_RATIO, Q12, Q21)));

        @Override
        public String name() {
            return "mmpp";
        }

        @Override
        public Set<String> parameters() {
            return PARAMETERS;
        }

        @Override
        public TrafficModel create(Map<String, String> parameters) {
            return new MmppModel(
                    number(parameters, RATE_RATIO, 5, ratio -> ratio >= 1, "a number from 1"),
                    leavingRate(parameters, Q12),
                    leavingRate(parameters, Q21));
        }

        private static double leavingRate(Map<String, String> parameters, String key) {
            return number(
                    parameters,
                    key,
                    0.5,
                    rate -> rate > 0 && rate <= MAX_LEAVING_RATE,
                    "a number above 0 and at most 1000000");
        }

        /**
         * A decimal number, or the default if the key is absent.
         *
         * @throws TrafficParameterException if the text is no finite decimal number or breaks the constraint
         */
        private static double number(
                Map<String, String> parameters, String key, double absent, DoublePredicate allowed, String constraint) {
            String text = parameters.get(key);
            if (text == null) {
                return absent;
            }
            double number = parse(text);
            if (!Double.isFinite(number) || !allowed.test(number)) {
                throw new TrafficParameterException(key, constraint, text);
            }
            return number;
        }

        /** NaN for text that is no number. Not Double.parseDouble, which also takes "5d", "0x1p3" and "Infinity". */
        private static double parse(String text) {
            try {
                return new BigDecimal(text).doubleValue();
            } catch (NumberFormatException notANumber) {
                return Double.NaN;
            }
        }
    }

    /**
     * Arrivals of an {@link MmppModel}, started in its stationary distribution. One thread owns it.
     *
     * <p>States and gaps come from separate random streams, so a seed's bursts keep their times when the rate changes.
     */
    static final class Arrivals implements ArrivalSequence {

        private static final int LOW = 1;
        private static final int HIGH = 2;

        private final double lowGapNs;
        private final double highGapNs;
        private final double lowSojournNs;
        private final double highSojournNs;
        private final ExponentialDistribution unitSojourns;
        private final ExponentialDistribution unitGaps;
        private final BiConsumer<Integer, Long> observer;
        private final ExactClock clock = new ExactClock();
        private int state;
        private double sojournLeftNs;

        /**
         * @param observer gets each state when it is entered (1: low rate, 2: high rate) and the time, ns from the
         *     start of the sequence; for tests
         */
        Arrivals(MmppModel model, double ratePerSecond, long seed, BiConsumer<Integer, Long> observer) {
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

        /** Gaps are memoryless: if one crosses the end of the sojourn, a fresh gap of the next state starts there. */
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
            observer.accept(next, clock.nowNs());
        }
    }
}

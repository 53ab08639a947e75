package io.adpipeline.traffic;

import static io.adpipeline.traffic.LawChecks.SECOND_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every traffic model owes; each adds the tests of its own law. */
abstract class ArrivalSequenceContract {

    private static final double STANDARD_DEVIATIONS = 3.29; // two-sided, one in a thousand
    private static final int ENOUGH = 500_000;
    private static final double SLOWER = 1024; // a power of two scales doubles exactly

    abstract TrafficModel model();

    /** The model with all times of its own stretched by the factor. */
    abstract TrafficModel stretched(double factor);

    /** Variance of the number of arrivals in the given time, of the law in theory. */
    abstract double countVariance(double ratePerSecond, double seconds);

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 7, 1_000, 20_000, 100_000, 3e9, 1e12})
    void timesAreNeverNegativeAndNeverDecrease(double rate) {
        ArrivalSequence arrivals = model().arrivals(rate, 1);
        long beforeNs = 0;
        for (int i = 0; i < 50_000; i++) {
            long atNs = arrivals.nextNs();
            assertThat(atNs).isGreaterThanOrEqualTo(beforeNs);
            beforeNs = atNs;
        }
    }

    @Test
    void theSameSeedGivesTheSameSequence() {
        assertThat(first(1_000, 5)).isEqualTo(first(1_000, 5));
    }

    @Test
    void sequencesOfOneModelDoNotDisturbEachOther() {
        TrafficModel model = model();
        ArrivalSequence one = model.arrivals(1_000, 5);
        ArrivalSequence other = model.arrivals(1_000, 6);
        long[] drawnInTurns = LongStream.range(0, 1_000)
                .map(i -> {
                    other.nextNs();
                    return one.nextNs();
                })
                .toArray();
        assertThat(drawnInTurns).isEqualTo(first(1_000, 5));
    }

    @Test
    void differentSeedsGiveDifferentSequences() {
        Set<Long> firstArrivals = new HashSet<>();
        for (long seed = -500; seed < 500; seed++) {
            firstArrivals.add(model().arrivals(0.001, seed).nextNs());
        }
        assertThat(firstArrivals).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 50, 20_000.3})
    void theMeanRateIsTheOneAskedFor(double rate) {
        assertThat(deviationFromRate(rate, rate)).isLessThan(STANDARD_DEVIATIONS);
    }

    @Test
    void theCheckOfTheMeanRateRejectsAWrongRate() {
        assertThat(deviationFromRate(50, 50 * 1.1)).isGreaterThan(STANDARD_DEVIATIONS);
        assertThat(deviationFromRate(50, 50 / 1.1)).isGreaterThan(STANDARD_DEVIATIONS);
    }

    /** How far the count over hours is from the asked rate, in standard deviations and beyond one arrival. */
    private double deviationFromRate(double asked, double given) {
        double seconds = ENOUGH / asked;
        ArrivalSequence arrivals = model().arrivals(given, 17);
        long count = 0;
        while (arrivals.nextNs() < seconds * SECOND_NS) {
            count++;
        }
        double beyond = Math.max(0, Math.abs(count - ENOUGH) - 1);
        double deviation = Math.sqrt(countVariance(asked, seconds));
        return deviation == 0 ? beyond * Double.MAX_VALUE : beyond / deviation;
    }

    /** At 1/1024 of the rate, rounding to ns weighs 1/1024: what adds up over 100,000/s would tear the two apart. */
    @Test
    void noDriftAddsUpOverSimulatedHours() {
        assertThat(driftNs(model(), stretched(SLOWER))).isLessThanOrEqualTo(1);
    }

    @Test
    void theCheckOfDriftRejectsGapsInWholeNanoseconds() {
        TrafficModel roundsGaps = (rate, seed) -> roundingGaps(model().arrivals(rate / SLOWER, seed));
        assertThat(driftNs(roundsGaps, model())).isGreaterThan(100_000);
    }

    private static double driftNs(TrafficModel model, TrafficModel stretched) {
        double rate = 99_991;
        ArrivalSequence fast = model.arrivals(rate, 3);
        ArrivalSequence slow = stretched.arrivals(rate / SLOWER, 3);
        double worstNs = 0;
        for (int i = 0; i < 1_000_000; i++) {
            worstNs = Math.max(worstNs, Math.abs(fast.nextNs() - slow.nextNs() / SLOWER));
        }
        return worstNs;
    }

    private static ArrivalSequence roundingGaps(ArrivalSequence slow) {
        long[] slowAndFastNs = new long[2];
        return () -> {
            long slowNs = slow.nextNs();
            slowAndFastNs[1] += (long) ((slowNs - slowAndFastNs[0]) / SLOWER);
            slowAndFastNs[0] = slowNs;
            return slowAndFastNs[1];
        };
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aRateThatIsNotFiniteAndAboveZeroIsRefused(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model().arrivals(rate, 1))
                .withMessage("ratePerSecond must be finite and above 0, was " + rate);
    }

    private long[] first(int count, long seed) {
        ArrivalSequence arrivals = model().arrivals(1_000, seed);
        return LongStream.generate(arrivals::nextNs).limit(count).toArray();
    }
}

package io.adpipeline.traffic;

import static io.adpipeline.traffic.LawChecks.ALPHA;
import static io.adpipeline.traffic.LawChecks.SECOND_NS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The counts of the process: mean, dispersion, independence of producers. */
class MmppArrivalsTest extends ArrivalSequenceContract {

    private static final double RATE = 200;
    private static final int RUNS = 5_000;
    private static final long SEED = 5;
    private static final MmppModel MODEL = new MmppModel(5, 0.4, 1.2);
    private static final MmppTheory THEORY = new MmppTheory(MODEL);

    @Override
    TrafficModel model() {
        return MODEL;
    }

    @Override
    TrafficModel stretched(double factor) {
        return new MmppModel(MODEL.rateRatio(), MODEL.q12() / factor, MODEL.q21() / factor);
    }

    @Override
    double countVariance(double ratePerSecond, double seconds) {
        return THEORY.countVariance(ratePerSecond, seconds);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 5})
    void countsAreDispersedAsInTheory(double seconds) {
        assertThat(dispersionPValue(MODEL, seconds)).isGreaterThan(ALPHA);
    }

    @Test
    void theCheckOfDispersionRejectsAnotherModel() {
        assertThat(dispersionPValue(new MmppModel(4, 0.4, 1.2), 1))
                .as("smaller bursts")
                .isLessThan(ALPHA);
        assertThat(dispersionPValue(new MmppModel(5, 0.6, 1.8), 5))
                .as("shorter bursts")
                .isLessThan(ALPHA);
        assertThat(dispersionPValue(PoissonArrivals::new, 1)).as("no bursts").isLessThan(ALPHA);
    }

    @Test
    void countsFromTheStartHaveTheMeanRateSoTheStartIsStationary() {
        assertThat(LawChecks.meanPValue(countsOfRuns(MODEL, 0.5), RATE / 2)).isGreaterThan(ALPHA);
    }

    @Test
    void theCheckOfTheStartRejectsRunsThatAllBeginLow() {
        TrafficModel startsLow = (rate, seed) -> LongStream.iterate(seed, next -> next + RUNS)
                .limit(100)
                .filter(candidate ->
                        new StateLog().follow(MODEL, rate, candidate).firstState() == 1)
                .mapToObj(candidate -> MODEL.arrivals(rate, candidate))
                .findFirst()
                .orElseThrow();
        assertThat(LawChecks.meanPValue(countsOfRuns(startsLow, 0.5), RATE / 2)).isLessThan(ALPHA);
    }

    @Test
    void aRatioOfOneIsAPoissonProcess() {
        double[] gaps = LawChecks.gapsNs(new MmppModel(1, 0.5, 0.5).arrivals(RATE, SEED), 100_000);
        assertThat(LawChecks.exponentialPValue(gaps, SECOND_NS / RATE)).isGreaterThan(ALPHA);
    }

    @Test
    void producersOfOneScenarioAreUncorrelated() {
        for (int producer = 0; producer < 4; producer++) {
            assertThat(uncorrelatedPValue(seed(producer), seed(producer + 1))).isGreaterThan(ALPHA);
        }
    }

    @Test
    void theCheckOfCorrelationRejectsASharedSeed() {
        assertThat(uncorrelatedPValue(seed(0), seed(0))).isLessThan(ALPHA);
    }

    @Test
    void burstsStayWhereTheyAreWhenTheRateChanges() {
        long[] slow = new StateLog().follow(MODEL, 10, SEED).until(100).enteredNs();
        long[] fast = new StateLog().follow(MODEL, 1_000, SEED).until(100).enteredNs();
        assertThat(slow).hasSizeGreaterThan(20);
        for (int i = 0; i < Math.min(slow.length, fast.length); i++) {
            assertThat(fast[i]).isBetween(slow[i] - 1_000, slow[i] + 1_000);
        }
    }

    /** Over independent runs the mean of (N - rt)^2 / rt is the index of dispersion for counts. */
    private static double dispersionPValue(TrafficModel model, double seconds) {
        double mean = RATE * seconds;
        double[] squares = countsOfRuns(model, seconds);
        for (int i = 0; i < squares.length; i++) {
            squares[i] = (squares[i] - mean) * (squares[i] - mean) / mean;
        }
        return LawChecks.meanPValue(squares, THEORY.indexOfDispersion(RATE, seconds));
    }

    private static double[] countsOfRuns(TrafficModel model, double seconds) {
        return LongStream.range(0, RUNS)
                .mapToDouble(seed -> LawChecks.counts(model.arrivals(RATE, seed), (long) (seconds * SECOND_NS), 1)[0])
                .toArray();
    }

    private static long seed(int producer) {
        return ProducerSeeds.of(SEED, producer).arrivals();
    }

    private static double uncorrelatedPValue(long oneSeed, long otherSeed) {
        return LawChecks.uncorrelatedPValue(
                tenths(oneSeed), tenths(otherSeed), THEORY.sumOfSquaredAutocorrelations(RATE, 0.1));
    }

    private static double[] tenths(long seed) {
        return LawChecks.counts(MODEL.arrivals(RATE, seed), SECOND_NS / 10, 10_000);
    }
}

package io.adpipeline.traffic;

import static io.adpipeline.traffic.LawChecks.ALPHA;
import static io.adpipeline.traffic.LawChecks.SECOND_NS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PoissonArrivalsTest extends ArrivalSequenceContract {

    private static final double RATE = 1_000;
    private static final double MEAN_GAP_NS = SECOND_NS / RATE;
    private static final int GAPS = 200_000;
    private static final int SECONDS = 1_000;
    private static final long SEED = 21;

    @Override
    TrafficModel model() {
        return PoissonArrivals::new;
    }

    @Override
    TrafficModel stretched(double factor) {
        return PoissonArrivals::new;
    }

    @Override
    double countVariance(double ratePerSecond, double seconds) {
        return ratePerSecond * seconds;
    }

    @Test
    void gapsAreExponential() {
        assertThat(gapPValue(model().arrivals(RATE, SEED))).isGreaterThan(ALPHA);
    }

    @Test
    void theCheckOfGapsRejectsARateTwoPercentOff() {
        assertThat(gapPValue(model().arrivals(RATE * 1.02, SEED))).isLessThan(ALPHA);
    }

    @Test
    void theCheckOfGapsRejectsEvenSpacing() {
        assertThat(gapPValue(new UniformArrivals(RATE, SEED))).isLessThan(ALPHA);
    }

    @Test
    void countsPerSecondVaryAsPoisson() {
        assertThat(dispersionPValue(model().arrivals(RATE, SEED))).isGreaterThan(ALPHA);
    }

    @Test
    void theCheckOfCountsRejectsNormalisedSeconds() {
        assertThat(dispersionPValue(fixedCountEachSecond())).isLessThan(ALPHA);
        assertThat(gapPValue(fixedCountEachSecond()))
                .as("its gaps alone do not give it away")
                .isGreaterThan(ALPHA);
    }

    @Test
    void theCheckOfCountsRejectsBursts() {
        assertThat(dispersionPValue(new MmppModel(5, 0.5, 0.5).arrivals(RATE, SEED)))
                .isLessThan(ALPHA);
    }

    @Test
    void producersOfOneScenarioAreUncorrelated() {
        for (int producer = 0; producer < 4; producer++) {
            assertThat(uncorrelatedPValue(seed(producer), seed(producer + 1))).isGreaterThan(ALPHA);
        }
    }

    @Test
    void producersOfNeighbouringSeedsAreUncorrelated() {
        assertThat(uncorrelatedPValue(1, 2)).isGreaterThan(ALPHA);
        assertThat(uncorrelatedPValue(0, 1L << 63)).isGreaterThan(ALPHA);
    }

    @Test
    void theCheckOfCorrelationRejectsASharedSeed() {
        assertThat(uncorrelatedPValue(seed(0), seed(0))).isLessThan(ALPHA);
    }

    private static long seed(int producer) {
        return ProducerSeeds.of(SEED, producer).arrivals();
    }

    private static double gapPValue(ArrivalSequence arrivals) {
        return LawChecks.exponentialPValue(LawChecks.gapsNs(arrivals, GAPS), MEAN_GAP_NS);
    }

    private static double dispersionPValue(ArrivalSequence arrivals) {
        return LawChecks.poissonDispersionPValue(LawChecks.counts(arrivals, SECOND_NS, SECONDS));
    }

    private double uncorrelatedPValue(long oneSeed, long otherSeed) {
        return LawChecks.uncorrelatedPValue(tenths(oneSeed), tenths(otherSeed), 0);
    }

    private double[] tenths(long seed) {
        return LawChecks.counts(model().arrivals(RATE, seed), SECOND_NS / 10, 2_000);
    }

    /** Wrong on purpose: exactly RATE arrivals each second, at random places in it. */
    private static ArrivalSequence fixedCountEachSecond() {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] second = new long[(int) RATE];
        int[] taken = {0};
        return () -> {
            int index = taken[0]++ % second.length;
            if (index == 0) {
                long startNs = taken[0] / second.length * SECOND_NS;
                Arrays.setAll(second, i -> startNs + random.nextLong(SECOND_NS));
                Arrays.sort(second);
            }
            return second[index];
        };
    }
}

package io.adpipeline.traffic;

import static io.adpipeline.traffic.LawChecks.ALPHA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class ProducerSeedsTest {

    private static final int PAIRS = 10_000;

    @Test
    void theSameProducerGetsTheSameSeeds() {
        assertThat(ProducerSeeds.of(7, 3)).isEqualTo(ProducerSeeds.of(7, 3));
    }

    @Test
    void noTwoSeedsAreEqualAmongNeighbours() {
        Set<Long> seeds = new HashSet<>();
        for (long scenario = -100; scenario < 100; scenario++) {
            for (int producer = 0; producer < 200; producer++) {
                ProducerSeeds of = ProducerSeeds.of(scenario, producer);
                seeds.add(of.arrivals());
                seeds.add(of.events());
            }
        }
        assertThat(seeds).hasSize(2 * 200 * 200);
    }

    @Test
    void neighboursShareNoBitsButByChance() {
        assertThat(unrelatedPValue(i -> arrivals(i, 0), i -> arrivals(i + 1, 0)))
                .isGreaterThan(ALPHA);
        assertThat(unrelatedPValue(i -> arrivals(1, i), i -> arrivals(1, i + 1)))
                .isGreaterThan(ALPHA);
        assertThat(unrelatedPValue(i -> arrivals(i, 1), i -> arrivals(i + 1, 0)))
                .isGreaterThan(ALPHA);
        assertThat(unrelatedPValue(
                        i -> arrivals(i, 0), i -> ProducerSeeds.of(i, 0).events()))
                .isGreaterThan(ALPHA);
    }

    @Test
    void theCheckOfBitsRejectsSeedsThatAreCountedUp() {
        assertThat(unrelatedPValue(i -> 1_000 + i, i -> 1_000 + i + 1)).isLessThan(ALPHA);
        assertThat(unrelatedPValue(i -> arrivals(i, 0), i -> arrivals(i, 0) + 1))
                .isLessThan(ALPHA);
    }

    @Test
    void aNegativeIndexIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProducerSeeds.of(1, -1))
                .withMessage("producerIndex must not be negative, was -1");
    }

    private static long arrivals(long scenario, int producer) {
        return ProducerSeeds.of(scenario, producer).arrivals();
    }

    /** Differing bits of two random 64-bit words: binomial, mean 32, variance 16. */
    private static double unrelatedPValue(IntToLongFunction one, IntToLongFunction other) {
        double bits = 0;
        for (int i = 0; i < PAIRS; i++) {
            bits += Long.bitCount(one.applyAsLong(i) ^ other.applyAsLong(i));
        }
        return LawChecks.normalPValue(bits / PAIRS, 32, 4 / Math.sqrt(PAIRS));
    }
}

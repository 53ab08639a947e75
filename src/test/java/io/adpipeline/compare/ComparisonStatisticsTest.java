package io.adpipeline.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Error rates of the statistics, by simulated experiments: processes differ, blocks are alike, and the machine drifts. */
class ComparisonStatisticsTest {

    private static final int EXPERIMENTS = 10_000;
    private static final double ALLOW = 1.05;
    private static final double NOTICE = 1.15;
    private static final double PROCESSES_DIFFER = 0.03;
    private static final double BLOCKS_DIFFER = 0.02;
    private static final double NEIGHBOURS_ALIKE = 0.6;
    /** From the first block of a round to the last. */
    private static final double DRIFT_IN_ROUND = 0.10;

    /** The verdict on a pipeline that is so many times as slow. */
    private static ComparisonVerdict verdict(long seed, int planned, double truth) {
        Looks looks = Looks.of(planned);
        double[] ratios = ratios(seed, planned, truth);
        for (int round = 0; round < planned; round++) {
            if (looks.at(round + 1) && round + 1 < planned) {
                ComparisonVerdict early = ComparisonVerdict.of(
                        Ratio.of(Arrays.copyOf(ratios, round + 1), looks.confidence(round + 1, false)), ALLOW, NOTICE);
                if (early != ComparisonVerdict.UNDECIDED) {
                    return early;
                }
            }
        }
        return ComparisonVerdict.of(Ratio.of(ratios, looks.confidence(planned, true)), ALLOW, NOTICE);
    }

    private static double[] ratios(long seed, int planned, double truth) {
        SplittableRandom random = new SplittableRandom(seed);
        return DoubleStream.generate(() -> logRatio(random, truth))
                .limit(planned)
                .toArray();
    }

    /** Of one round in the order abba or baab. */
    private static double logRatio(SplittableRandom random, double truth) {
        double a = PROCESSES_DIFFER * random.nextGaussian();
        double b = PROCESSES_DIFFER * random.nextGaussian() + Math.log(truth);
        boolean aFirst = random.nextBoolean();
        double noise = BLOCKS_DIFFER * random.nextGaussian();
        double sum = 0;
        for (int block = 0; block < 4; block++) {
            noise = NEIGHBOURS_ALIKE * noise
                    + Math.sqrt(1 - NEIGHBOURS_ALIKE * NEIGHBOURS_ALIKE) * BLOCKS_DIFFER * random.nextGaussian();
            boolean outer = block == 0 || block == 3;
            boolean ofA = outer == aFirst;
            double value = (ofA ? a : b) + noise + DRIFT_IN_ROUND * block / 3;
            sum += ofA ? -value / 2 : value / 2;
        }
        return sum;
    }

    private static double share(int planned, double truth, ComparisonVerdict verdict) {
        return LongStream.range(0, EXPERIMENTS)
                        .filter(seed -> verdict(seed, planned, truth) == verdict)
                        .count()
                / (double) EXPERIMENTS;
    }

    /** In how many experiments the interval of some look misses the truth on one side. */
    private static double missed(int planned, Predicate<Ratio> how) {
        Looks looks = Looks.of(planned);
        return LongStream.range(0, EXPERIMENTS)
                        .filter(seed -> {
                            double[] ratios = ratios(seed, planned, ALLOW);
                            return IntStream.rangeClosed(2, planned)
                                    .filter(looks::at)
                                    .mapToObj(rounds ->
                                            Ratio.of(Arrays.copyOf(ratios, rounds), looks.confidence(rounds, false)))
                                    .anyMatch(how);
                        })
                        .count()
                / (double) EXPERIMENTS;
    }

    /** 2.5 % on either side; two standard deviations of 10,000 experiments are 0.3 %, and both looks may miss at once. */
    @ParameterizedTest
    @ValueSource(ints = {4, 6, 8, 12})
    void intervalsMissTheTruthAsOftenAsStated(int planned) {
        assertThat(missed(planned, ratio -> ratio.low() > ALLOW)).isBetween(0.018, 0.029);
        assertThat(missed(planned, ratio -> ratio.high() < ALLOW)).isBetween(0.018, 0.029);
    }

    /** Less often than intervals miss, since the other verdict may come first. */
    @ParameterizedTest
    @ValueSource(ints = {4, 6, 8, 12})
    void wrongVerdictsAtTheLimitsAreNoMoreThanStated(int planned) {
        assertThat(share(planned, ALLOW, ComparisonVerdict.SLOWER)).isLessThan(0.029);
        assertThat(share(planned, NOTICE, ComparisonVerdict.PASS)).isLessThan(0.029);
    }

    @ParameterizedTest
    @CsvSource({
        "6, 1.00, SLOWER, 0, 0.002",
        "6, 1.20, SLOWER, 0.90, 1",
        "12, 1.00, PASS, 0.99, 1",
        "12, 1.20, PASS, 0, 0.002"
    })
    void clearCasesAreSeen(int planned, double truth, ComparisonVerdict verdict, double low, double high) {
        assertThat(share(planned, truth, verdict)).isBetween(low, high);
    }

    @Test
    void aRatioIsTheGeometricMeanWithStudentsInterval() {
        Ratio ratio = Ratio.of(new double[] {Math.log(1.1), Math.log(1.2), Math.log(1.1), Math.log(1.2)}, 0.95);

        assertThat(ratio.value()).isCloseTo(Math.sqrt(1.1 * 1.2), within(1e-12));
        // t of 3 degrees of freedom is 3.182; the standard deviation is ln(1.2 / 1.1) / sqrt(3)
        double half = 3.18245 * Math.log(1.2 / 1.1) / Math.sqrt(3) / 2;
        assertThat(Math.log(ratio.high() / ratio.value())).isCloseTo(half, within(1e-5));
        assertThat(Math.log(ratio.value() / ratio.low())).isCloseTo(half, within(1e-5));
        assertThat(ratio.text()).isEqualTo("+14.9 % [+6.1, +24.5]");
        assertThat(ratio.resolvedPercent()).isCloseTo(8.3, within(0.05));
    }

    @ParameterizedTest
    @CsvSource({"4, 0, 0.95, 0.95", "5, 4, 0.99, 0.96", "6, 4, 0.99, 0.96", "9, 5, 0.99, 0.96", "20, 10, 0.99, 0.96"})
    void theErrorIsSpentOverTheLooks(int planned, int first, double early, double late) {
        Looks looks = Looks.of(planned);

        assertThat(looks).isEqualTo(new Looks(first, planned));
        assertThat(looks.confidence(planned - 1, false)).isEqualTo(early);
        assertThat(looks.confidence(planned - 1, true)).isEqualTo(late);
        assertThat(looks.confidence(planned, false)).isEqualTo(late);
        assertThat(looks.at(planned)).isTrue();
        assertThat(looks.at(3)).isFalse();
    }
}

package io.adpipeline.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.adpipeline.latency.SyntheticRun.Law;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.util.MathArrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockBootstrapTest {
    private static final BlockBootstrap BOOTSTRAP = new BlockBootstrap(2_000, 42);
    private static final Law LAW = new Law(0.3, 0.3, 0);

    @Test
    void independentNormalRowsGiveStudentsIntervalOfTheMean() {
        Random random = new Random(3);
        double[] samplesMs = DoubleStream.generate(() -> 100 + 10 * random.nextGaussian())
                .limit(400)
                .toArray();

        ConfidenceInterval interval = ofRows(Statistic.MEAN, samplesMs);

        double halfWidth = new TDistribution(399).inverseCumulativeProbability(0.975)
                * Math.sqrt(StatUtils.variance(samplesMs) / 400);
        assertThat(interval.low()).isCloseTo(StatUtils.mean(samplesMs) - halfWidth, within(0.1 * halfWidth));
        assertThat(interval.high()).isCloseTo(StatUtils.mean(samplesMs) + halfWidth, within(0.1 * halfWidth));
    }

    /** Of independent rows the exact interval of a quantile is known: two order statistics by the binomial law. */
    @ParameterizedTest
    @EnumSource(names = {"P50", "P90", "P95"})
    void independentRowsGiveTheBinomialIntervalOfAQuantile(Statistic statistic) {
        int count = 1_000;
        double[] samplesMs = IntStream.rangeClosed(1, count).mapToDouble(i -> i).toArray();

        ConfidenceInterval interval = ofRows(statistic, samplesMs);

        BinomialDistribution below = new BinomialDistribution(count, statistic.quantile());
        assertThat(interval.low()).isCloseTo(below.inverseCumulativeProbability(0.025), within(4.0));
        assertThat(interval.high()).isCloseTo(below.inverseCumulativeProbability(0.975) + 1, within(4.0));
    }

    @Test
    void rowsThatRepeatTheirBlockSayNoMoreThanOneRow() {
        // a multiple of 10: else the rank of P90 would be rounded up to a whole block in one case only
        double[] onceMs = Arrays.copyOf(LAW.run(60, 5).samplesMs(), 500);
        double[] tenfoldMs =
                IntStream.range(0, 5_000).mapToDouble(i -> onceMs[i / 10]).toArray();
        long[] tenfoldBlocks =
                LongStream.range(0, tenfoldMs.length).map(i -> i / 10).toArray();

        for (Statistic statistic : new Statistic[] {Statistic.MEAN, Statistic.P50, Statistic.P90}) {
            ConfidenceInterval ofOne = ofRows(statistic, onceMs);
            ConfidenceInterval ofTen =
                    BOOTSTRAP.interval(statistic, tenfoldMs, tenfoldBlocks).orElseThrow();
            assertThat(ofTen.low()).as(statistic.key()).isCloseTo(ofOne.low(), within(1e-6));
            assertThat(ofTen.high()).as(statistic.key()).isCloseTo(ofOne.high(), within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MEAN", "P50", "P90", "P95", "P99"})
    void theIntervalHoldsTheStatisticItself(Statistic statistic) {
        for (int seed = 0; seed < 20; seed++) {
            SyntheticRun run = LAW.run(300, seed);
            double valueMs = LatencyStats.of(run.samplesMs()).value(statistic);

            assertThat(BOOTSTRAP.interval(statistic, run.samplesMs(), run.blockOf()))
                    .hasValueSatisfying(
                            interval -> assertThat(interval.contains(valueMs)).isTrue());
        }
    }

    @Test
    void unitsAndOffsetsPassThrough() {
        SyntheticRun run = LAW.run(80, 9);
        double[] shiftedMs =
                Arrays.stream(run.samplesMs()).map(ms -> 4 * ms - 1_000).toArray();

        for (Statistic statistic : new Statistic[] {Statistic.MEAN, Statistic.P90}) {
            ConfidenceInterval plain = BOOTSTRAP
                    .interval(statistic, run.samplesMs(), run.blockOf())
                    .orElseThrow();
            ConfidenceInterval shifted =
                    BOOTSTRAP.interval(statistic, shiftedMs, run.blockOf()).orElseThrow();
            assertThat(shifted.low()).isCloseTo(4 * plain.low() - 1_000, within(1e-6));
            assertThat(shifted.high()).isCloseTo(4 * plain.high() - 1_000, within(1e-6));
        }
    }

    @Test
    void theSameSeedGivesTheSameIntervalAndAnotherSeedAlmostTheSame() {
        SyntheticRun run = LAW.run(200, 1);

        ConfidenceInterval first = BOOTSTRAP
                .interval(Statistic.MEAN, run.samplesMs(), run.blockOf())
                .orElseThrow();
        ConfidenceInterval again = BOOTSTRAP
                .interval(Statistic.MEAN, run.samplesMs(), run.blockOf())
                .orElseThrow();
        ConfidenceInterval other = new BlockBootstrap(2_000, 43)
                .interval(Statistic.MEAN, run.samplesMs(), run.blockOf())
                .orElseThrow();

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(other.high() - other.low()).isCloseTo(first.high() - first.low(), withinPercentage(10));
    }

    @Test
    void theNamesOfBlocksDoNotMatter() {
        SyntheticRun run = LAW.run(100, 2);
        long[] renamed = Arrays.stream(run.blockOf())
                .map(block -> Long.MIN_VALUE + 7_919 * block)
                .toArray();

        assertThat(BOOTSTRAP.interval(Statistic.P90, run.samplesMs(), renamed))
                .isEqualTo(BOOTSTRAP.interval(Statistic.P90, run.samplesMs(), run.blockOf()));
    }

    @Test
    void theOrderOfTheInputDoesNotMatterEvenBetweenEqualSamples() {
        for (int seed = 0; seed < 20; seed++) {
            SyntheticRun run = LAW.run(100, seed);
            double[] tiedMs = Arrays.stream(run.samplesMs())
                    .map(ms -> Math.round(ms / 20) * 20)
                    .toArray();
            int[] shuffled = MathArrays.natural(tiedMs.length);
            MathArrays.shuffle(shuffled, new Well19937c(seed));

            assertThat(BOOTSTRAP.interval(
                            Statistic.P90,
                            Arrays.stream(shuffled).mapToDouble(i -> tiedMs[i]).toArray(),
                            Arrays.stream(shuffled)
                                    .mapToLong(i -> run.blockOf()[i])
                                    .toArray()))
                    .isEqualTo(BOOTSTRAP.interval(Statistic.P90, tiedMs, run.blockOf()));
        }
    }

    /** Where a few large values carry the mean, it can lie far above what was seen but hardly far below. */
    @Test
    void skewToTheRightMakesTheUpperArmOfTheMeansIntervalTheLongerOne() {
        for (int seed = 0; seed < 20; seed++) {
            double[] samplesMs = new Law(0, 1, 0).run(10, seed).samplesMs();
            double meanMs = LatencyStats.of(samplesMs).value(Statistic.MEAN);

            ConfidenceInterval interval = ofRows(Statistic.MEAN, samplesMs);

            assertThat(interval.high() - meanMs).isGreaterThan(meanMs - interval.low());
        }
    }

    @Test
    void aSmallSpreadFarFromZeroIsNotLostToRounding() {
        SyntheticRun run = LAW.run(80, 9);
        double[] farMs = Arrays.stream(run.samplesMs()).map(ms -> ms + 1e12).toArray();

        ConfidenceInterval near = BOOTSTRAP
                .interval(Statistic.MEAN, run.samplesMs(), run.blockOf())
                .orElseThrow();
        ConfidenceInterval far =
                BOOTSTRAP.interval(Statistic.MEAN, farMs, run.blockOf()).orElseThrow();

        assertThat(far.high() - far.low()).isCloseTo(near.high() - near.low(), within(0.01));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 250})
    void latenciesThatNeverDifferGiveAnIntervalOfNoWidth(double constantMs) {
        double[] samplesMs = new double[1_000];
        Arrays.fill(samplesMs, constantMs);

        for (Statistic statistic : new Statistic[] {Statistic.MEAN, Statistic.P50, Statistic.P90}) {
            ConfidenceInterval interval =
                    BOOTSTRAP.interval(statistic, samplesMs, blocksOf(10, 100)).orElseThrow();
            assertThat(interval.low()).as(statistic.key()).isCloseTo(constantMs, within(1e-12));
            assertThat(interval.high()).as(statistic.key()).isCloseTo(constantMs, within(1e-12));
        }
    }

    @Test
    void oneBlockTooFewGivesNoInterval() {
        for (Statistic statistic : new Statistic[] {Statistic.MEAN, Statistic.P50, Statistic.P90, Statistic.P95}) {
            int enough = (int) BlockBootstrap.blocksNeeded(statistic);
            assertThat(rows(statistic, enough)).as(statistic.key()).isPresent();
            assertThat(rows(statistic, enough - 1)).as(statistic.key()).isEmpty();
        }
    }

    @Test
    void theFewestBlocksAreTwoBeyondTheQuantileAndNotBelowTen() {
        assertThat(Arrays.stream(Statistic.values()).map(BlockBootstrap::blocksNeeded))
                .containsExactly(10L, 10L, 20L, 40L, 200L, 2_000L, Long.MAX_VALUE);
    }

    @Test
    void oneHugeBlockAndManyTinyOnesAreNotManyBlocks() {
        double[] samplesMs = LAW.run(200, 3).samplesMs();
        int huge = samplesMs.length - 100;
        long[] blockOf = LongStream.range(0, samplesMs.length)
                .map(i -> Math.max(0, i - huge))
                .toArray();

        assertThat(BOOTSTRAP.interval(Statistic.MEAN, samplesMs, blockOf)).isEmpty();
    }

    @Test
    void aQuantileThatTheBlocksDoNotBoundHasNoInterval() {
        double[] samplesMs = IntStream.range(0, 200)
                .mapToDouble(i -> i / 10 < 18 ? 100 : 900)
                .toArray();

        // of 20 blocks two hold all that is slow; one resample in eight has neither
        assertThat(BOOTSTRAP.interval(Statistic.P90, samplesMs, blocksOf(10, 20)))
                .isEmpty();
    }

    @Test
    void tooFewSamplesAndTheMaximumHaveNoInterval() {
        double[] samplesMs = LAW.run(300, 3).samplesMs();

        assertThat(BOOTSTRAP.interval(Statistic.P90, Arrays.copyOf(samplesMs, 49), blocksOf(1, 49)))
                .isEmpty();
        assertThat(BOOTSTRAP.interval(Statistic.P90, Arrays.copyOf(samplesMs, 50), blocksOf(1, 50)))
                .isPresent();
        assertThat(BOOTSTRAP.interval(Statistic.MAX, samplesMs, blocksOf(1, samplesMs.length)))
                .isEmpty();
        assertThat(BOOTSTRAP.interval(Statistic.MEAN, new double[0], new long[0]))
                .isEmpty();
    }

    @Test
    void malformedInputIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BOOTSTRAP.interval(Statistic.P90, new double[3], new long[2]))
                .withMessageContaining("3 samples and 2 blocks");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BOOTSTRAP.interval(Statistic.MEAN, new double[] {1, Double.NaN}, new long[2]))
                .withMessageContaining("samplesMs[1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlockBootstrap(999, 1))
                .withMessage("resamples must be at least 1000, was 999");
    }

    private static Optional<ConfidenceInterval> rows(Statistic statistic, int blocks) {
        double[] samplesMs = IntStream.range(0, blocks * 10)
                .mapToDouble(i -> i * 7_919 % (blocks * 10))
                .toArray();
        return BOOTSTRAP.interval(statistic, samplesMs, blocksOf(10, blocks));
    }

    private static ConfidenceInterval ofRows(Statistic statistic, double[] samplesMs) {
        return BOOTSTRAP
                .interval(statistic, samplesMs, blocksOf(1, samplesMs.length))
                .orElseThrow();
    }

    private static long[] blocksOf(int rows, int blocks) {
        return LongStream.range(0, (long) rows * blocks).map(i -> i / rows).toArray();
    }
}

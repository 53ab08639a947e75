package io.adpipeline.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyStatsTest {

    @Test
    void theRanksOfAThousandOrderedSamplesAreKnown() {
        double[] samplesMs =
                IntStream.rangeClosed(1, 1_000).mapToDouble(i -> 1_001 - i).toArray();

        LatencyStats stats = LatencyStats.of(samplesMs);

        assertThat(stats.samples()).isEqualTo(1_000);
        assertThat(stats.value(Statistic.P50)).isEqualTo(500);
        assertThat(stats.value(Statistic.P90)).isEqualTo(900);
        assertThat(stats.value(Statistic.P95)).isEqualTo(950);
        assertThat(stats.value(Statistic.P99)).isEqualTo(990);
        assertThat(stats.value(Statistic.P999)).isEqualTo(999);
        assertThat(stats.value(Statistic.MAX)).isEqualTo(1_000);
        assertThat(stats.value(Statistic.MEAN)).isEqualTo(500.5);
    }

    @Test
    void aQuantileIsAlwaysAMeasuredLatency() {
        LatencyStats stats = LatencyStats.of(new double[] {10, 20});

        assertThat(stats.value(Statistic.P50)).isEqualTo(10);
        assertThat(stats.value(Statistic.P90)).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void ofASingleSampleEveryStatisticIsThatSample(Statistic statistic) {
        assertThat(LatencyStats.of(new double[] {12.5}).value(statistic)).isEqualTo(12.5);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 19, 20, 21, 99, 100, 101, 999, 1_000, 1_001})
    void randomSamplesAgreeWithTheDefinitionSpelledOut(int count) {
        double[] samplesMs = tiedSamples(count);

        LatencyStats stats = LatencyStats.of(samplesMs);

        for (Statistic statistic : Statistic.values()) {
            if (statistic != Statistic.MEAN) {
                assertThat(stats.value(statistic))
                        .as("%s of %d", statistic.key(), count)
                        .isEqualTo(inverseOfDistributionFunction(samplesMs, statistic.quantile()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 50, 333, 5_000})
    void commonsMathAgreesOnDefinitionOneAndOnTheMean(int count) {
        double[] samplesMs = tiedSamples(count);
        Percentile percentile = new Percentile().withEstimationType(EstimationType.R_1);
        percentile.setData(samplesMs);

        LatencyStats stats = LatencyStats.of(samplesMs);

        for (Statistic statistic : new Statistic[] {Statistic.P50, Statistic.P90, Statistic.P95, Statistic.P99}) {
            assertThat(stats.value(statistic)).isEqualTo(percentile.evaluate(statistic.quantile() * 100));
        }
        DescriptiveStatistics moments = new DescriptiveStatistics(samplesMs);
        assertThat(stats.value(Statistic.MEAN)).isCloseTo(moments.getMean(), within(1e-9));
        assertThat(stats.value(Statistic.MAX)).isEqualTo(moments.getMax());
    }

    @Test
    void theOrderOfSamplesDoesNotMatterAndTheArrayIsLeftAlone() {
        double[] samplesMs = {30, -10, 20};
        double[] asGiven = samplesMs.clone();

        assertThat(LatencyStats.of(samplesMs))
                .isEqualTo(LatencyStats.of(new double[] {20, 30, -10}))
                .hasSameHashCodeAs(LatencyStats.of(new double[] {20, 30, -10}))
                .isNotEqualTo(LatencyStats.of(new double[] {20, 30, 10}))
                .isNotEqualTo(LatencyStats.of(new double[] {20, 31, -10}));
        assertThat(samplesMs).isEqualTo(asGiven);
    }

    @Test
    void negativeSamplesStayInTheStatistics() {
        LatencyStats stats = LatencyStats.of(new double[] {5, -3, 0, -0.0, -1});

        assertThat(stats.samples()).isEqualTo(5);
        assertThat(stats.value(Statistic.MEAN)).isCloseTo(0.2, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void noSamplesGiveNoFigureAndNeverZero(Statistic statistic) {
        LatencyStats stats = LatencyStats.of(new double[0]);

        assertThat(stats.samples()).isZero();
        assertThatIllegalStateException()
                .isThrownBy(() -> stats.value(statistic))
                .withMessage("no samples, so there is no " + statistic.key());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aSampleThatIsNotFiniteIsRefusedByItsPlace(double sampleMs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LatencyStats.of(new double[] {1, sampleMs}))
                .withMessage("samplesMs[1] must be a finite number, was " + sampleMs);
    }

    /** The least sample up to which at least the share {@code quantile} of all samples lies, by counting. */
    private static double inverseOfDistributionFunction(double[] samplesMs, double quantile) {
        return Arrays.stream(samplesMs)
                .filter(value ->
                        Arrays.stream(samplesMs).filter(other -> other <= value).count() >= quantile * samplesMs.length)
                .min()
                .orElseThrow();
    }

    private static double[] tiedSamples(int count) {
        SplittableRandom random = new SplittableRandom(count);
        return IntStream.range(0, count)
                .mapToDouble(i -> random.nextInt(count) - 5)
                .toArray();
    }
}

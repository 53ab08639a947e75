package io.adpipeline.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {
    private final LatencyHistogram histogram = new LatencyHistogram();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyStatisticAgreesWithTheExactOneToThreeDigits(Statistic statistic) {
        long[] latenciesNs = latenciesFromMicrosecondsToAnHour();
        Arrays.stream(latenciesNs).forEach(ns -> histogram.recordMs(ns / 1e6));

        double exactMs = LatencyStats.of(
                        Arrays.stream(latenciesNs).mapToDouble(ns -> ns / 1e6).toArray())
                .value(statistic);

        assertThat(histogram.count()).isEqualTo(latenciesNs.length);
        assertThat(histogram.value(statistic)).isCloseTo(exactMs, withinPercentage(0.1));
        if (statistic != Statistic.MEAN) {
            assertThat(histogram.value(statistic)).isGreaterThanOrEqualTo(exactMs);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT5H", "P30D"})
    void aVeryLateLatencyIsNotCutOff(Duration latency) {
        histogram.recordMs(1e-6);
        histogram.recordMs(latency.toNanos() / 1e6);

        assertThat(histogram.value(Statistic.MAX)).isCloseTo(latency.toMillis(), withinPercentage(0.1));
    }

    @Test
    void aShareIsOfAllThatWasCounted() {
        histogram.recordMs(250);
        histogram.recordMs(750);
        histogram.recordNever();
        histogram.recordNever();

        assertThat(histogram.shareUpTo(300)).isEqualTo(0.25);
        assertThat(histogram.shareUpTo(800)).isEqualTo(0.5);
        assertThat(histogram.shareUpTo(Double.POSITIVE_INFINITY)).isEqualTo(1);
    }

    @Test
    void everyUnitIsMilliseconds() {
        histogram.recordMs(250);
        assertThat(histogram.value(Statistic.MAX)).isCloseTo(250, withinPercentage(0.1));

        histogram.recordMs(750);
        assertThat(histogram.value(Statistic.MAX)).isCloseTo(750, withinPercentage(0.1));
        assertThat(histogram.value(Statistic.P50)).isCloseTo(250, withinPercentage(0.1));
    }

    @Test
    void negativeLatenciesAreCountedApart() {
        histogram.recordMs(-1e-6);
        histogram.recordMs(-0.005);
        histogram.recordMs(0);

        assertThat(histogram.negativeCount()).isEqualTo(2);
        assertThat(histogram.count()).isEqualTo(1);
        assertThat(histogram.value(Statistic.MAX)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void nothingRecordedGivesNoFigureAndNeverZero(Statistic statistic) {
        histogram.recordMs(-1e-6);

        assertThatIllegalStateException()
                .isThrownBy(() -> histogram.value(statistic))
                .withMessageContaining("1 negative")
                .withMessageContaining(statistic.key());
    }

    @Test
    void addingKeepsEverythingAndLeavesTheOtherAlone() {
        LatencyHistogram other = new LatencyHistogram();
        other.recordMs(3000);
        other.recordMs(-1e-6);
        histogram.recordMs(1);

        histogram.add(other);

        assertThat(histogram.count()).isEqualTo(2);
        assertThat(histogram.negativeCount()).isEqualTo(1);
        assertThat(histogram.value(Statistic.MAX)).isCloseTo(3_000, withinPercentage(0.1));
        assertThat(other.count()).isEqualTo(1);
    }

    @Test
    void wholeMillisecondsAreExactUpToHalfAMinute() {
        LatencyHistogram exact = LatencyHistogram.ofWholeMs();
        double[] samplesMs = IntStream.range(0, 30_001).mapToDouble(ms -> ms).toArray();
        Arrays.stream(samplesMs).forEach(exact::recordMs);

        assertThat(exact.statistics()).isEqualTo(LatencyStats.of(samplesMs).valuesMs());
    }

    @Test
    void whatNeverCameIsLaterThanEverythingElse() {
        LatencyHistogram exact = LatencyHistogram.ofWholeMs();
        for (int ms = 1; ms <= 90; ms++) {
            exact.recordMs(ms);
        }
        for (int lost = 0; lost < 10; lost++) {
            exact.recordNever();
        }

        assertThat(exact.count()).isEqualTo(100);
        assertThat(exact.neverCount()).isEqualTo(10);
        assertThat(exact.value(Statistic.P90)).isEqualTo(90);
        assertThat(exact.value(Statistic.P95)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(exact.value(Statistic.MEAN)).isEqualTo(Double.POSITIVE_INFINITY);
        exact.recordNever();
        assertThat(exact.value(Statistic.P90)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void aClearedHistogramIsEmpty() {
        histogram.recordMs(5);
        histogram.recordMs(-1);
        histogram.recordNever();
        histogram.clear();

        assertThat(histogram.count()).isZero();
        assertThat(histogram.negativeCount()).isZero();
        assertThat(histogram.statistics()).isEmpty();
    }

    @Test
    void aCopyGoesItsOwnWay() {
        histogram.recordMs(1);
        histogram.recordMs(-1e-6);
        LatencyHistogram copy = histogram.copy();

        histogram.recordMs(9);
        histogram.recordMs(-1e-6);

        assertThat(copy.count()).isEqualTo(1);
        assertThat(copy.negativeCount()).isEqualTo(1);
        assertThat(copy.value(Statistic.MAX)).isCloseTo(1, withinPercentage(0.1));
    }

    @Test
    void theWrittenDistributionIsInMilliseconds() throws IOException {
        for (int ms = 1; ms <= 1_000; ms++) {
            histogram.recordMs(ms);
        }

        List<String> lines = written();

        assertThat(lines.get(0).trim().split("\\s+"))
                .containsExactly("Value", "Percentile", "TotalCount", "1/(1-Percentile)");
        List<double[]> rows = rows(lines);
        for (double[] row : rows) {
            assertThat(row[0]).as("value at %s", row[1]).isCloseTo(Math.max(1, row[1] * 1_000), withinPercentage(0.2));
        }
        assertThat(rows.get(rows.size() - 1)).contains(1.0, 1_000.0);
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("#[Max").endsWith("1000]"));
    }

    @Test
    void theDistributionHasFiveStepsForEveryHalvingOfTheDistance() throws IOException {
        for (int ms = 1; ms <= 1_000; ms++) {
            histogram.recordMs(ms);
        }

        List<double[]> rows = rows(written());

        assertThat(rows.stream().filter(row -> row[1] < 0.5)).hasSize(5);
        assertThat(rows.stream().filter(row -> row[1] >= 0.5 && row[1] < 0.75)).hasSize(5);
        assertThat(rows.stream().filter(row -> row[1] >= 0.75 && row[1] < 0.875))
                .hasSize(5);
    }

    @Test
    void theDistributionIsTheSameInEveryLocale() throws IOException {
        histogram.recordMs(1.5);
        List<String> here = written();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(written()).isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anEmptyDistributionIsWrittenToo() throws IOException {
        assertThat(written())
                .anySatisfy(line -> assertThat(line).contains("Total count").endsWith("0]"));
    }

    @Test
    void aDistributionThatCannotBeWrittenIsAnError() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> histogram.writeHgrm(folder));
    }

    private List<String> written() throws IOException {
        Path file = folder.resolve("latency.hgrm");
        histogram.writeHgrm(file);
        return Files.readAllLines(file);
    }

    private static List<double[]> rows(List<String> lines) {
        return lines.stream()
                .map(String::trim)
                .filter(line -> !line.isEmpty() && Character.isDigit(line.charAt(0)))
                .map(line -> Arrays.stream(line.split("\\s+"))
                        .limit(3)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    private static long[] latenciesFromMicrosecondsToAnHour() {
        SplittableRandom random = new SplittableRandom(8);
        return random.doubles(20_000)
                .mapToLong(u -> (long) (1_000 * Math.pow(3.6e9, u)))
                .toArray();
    }

    @Test
    void whatNeverCameIsAddedToo() {
        LatencyHistogram other = LatencyHistogram.ofWholeMs();
        other.recordMs(10);
        other.recordNever();
        LatencyHistogram all = LatencyHistogram.ofWholeMs();
        all.add(other);

        assertThat(all.count()).isEqualTo(2);
        assertThat(all.neverCount()).isEqualTo(1);
        assertThat(all.quantileMs(1)).isInfinite();
    }
}

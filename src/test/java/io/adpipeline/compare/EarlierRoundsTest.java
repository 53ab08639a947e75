package io.adpipeline.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.evidence.RunFolder;
import io.adpipeline.scenario.GatingStatistic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.moment.Variance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierRoundsTest {

    private static final int PLANNED = 9;

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    private EarlierRounds earlier() {
        return new EarlierRounds(folder.resolve("cache"), told::add);
    }

    private static ComparisonResult finished(Map<String, String> keys, long... moreMs) {
        return SampleComparison.of(keys, moreMs.length).rounds(moreMs).result(true);
    }

    private static ComparisonResult empty(Map<String, String> keys) {
        return SampleComparison.of(keys, PLANNED).result(false);
    }

    private void store(ComparisonResult result) {
        earlier().comparisonFinished(result, RunFolder.of(folder, "any"));
    }

    @Test
    void withoutEarlierRoundsItIsUnknownWhatTheBudgetResolves() {
        earlier().comparisonStarted(empty(Map.of()));

        assertThat(told)
                .containsExactly(
                        "   resolves  unknown: too few earlier rounds of this scenario, statistic and block length here");
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    /** Rounds that are apart by their comparison alone do not differ. */
    @Test
    void roundsThatDifferByTheirComparisonAloneResolveTheSmallestDifference() {
        store(finished(Map.of(), 0, 0));
        store(finished(Map.of(), 60, 60, 60));

        assertThat(earlier().resolvedPercent(empty(Map.of()))).hasValueCloseTo(0.0, within(1e-9));
    }

    @Test
    void whatTheBudgetResolvesFollowsFromHowMuchRoundsDiffered() {
        ComparisonResult first = finished(Map.of(), 0, 30, 0);
        ComparisonResult second = finished(Map.of(), 20, 50);
        store(first);
        store(second);

        earlier().comparisonStarted(empty(Map.of()));

        // variances of two and of one degree of freedom together; t of 8 degrees at 96 % is 2.449
        double variance = (2 * variance(first) + variance(second)) / 3;
        double percent = Ratio.percent(Math.exp(2.4490 * Math.sqrt(variance / PLANNED)));
        assertThat(percent).isGreaterThan(1);
        assertThat(earlier().resolvedPercent(empty(Map.of()))).hasValueCloseTo(percent, within(0.01));
        assertThat(told)
                .containsExactly("   resolves  %.1f %% or more in 9 rounds, judging by earlier rounds on this machine"
                        .formatted(percent));
    }

    private static double variance(ComparisonResult result) {
        double[] ratios = result.rounds().stream()
                .mapToDouble(round -> round.logRatio(GatingStatistic.P90).orElseThrow())
                .toArray();
        return new Variance().evaluate(ratios);
    }

    @Test
    void otherScenariosStatisticsAndLengthsSayNothing() {
        store(finished(Map.of("compare.statistic", "cpu"), 0, 30, 0, 30, 0));
        store(finished(Map.of("compare.block", "13s"), 0, 30, 0, 30, 0));

        assertThat(earlier().resolvedPercent(empty(Map.of()))).isEmpty();
    }

    @Test
    void aBrokenLineIsPassedOver() throws IOException {
        store(finished(Map.of(), 0, 0, 0));
        Files.writeString(folder.resolve("cache/rounds.jsonl"), "{\"scen\n", StandardOpenOption.APPEND);
        store(finished(Map.of(), 0, 0, 0));

        assertThat(earlier().resolvedPercent(empty(Map.of()))).hasValueCloseTo(0.0, within(1e-9));
        assertThat(folder.resolve("cache/rounds.jsonl")).content().hasLineCount(3);
    }
}

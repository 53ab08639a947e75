package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.SampleSearch;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.SampleComparison;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuiteSummaryTest {

    private static final Scenario DEMO = SampleRun.scenario(Map.of("slo.perEvent.p90", "2s"));

    private static ScenarioOutcome judged(SampleRun run) {
        return ScenarioOutcome.judged(run.result());
    }

    private static String markdown(ScenarioOutcome... outcomes) {
        return new SuiteSummary(List.of(outcomes), List.of(), List.of(), List.of(), Optional.empty())
                .markdown()
                .replace('\u00a0', '_');
    }

    @Test
    void aPassIsOneRowWithFiguresLimitAndStage() {
        assertThat(markdown(judged(SampleRun.passing(Map.of("slo.perEvent.p90", "2s")))))
                .isEqualTo("""
                ## ✅ Performance gate passed: 1 scenario

                | scenario | verdict | perEvent P90 | limit | windowClose P90 | slowest stage | pipeline |
                |:---|:---|---:|---:|---:|:---|:---|
                | demo | ✅_PASS | 369 ms | ≤_2_s | 270 ms | batchExecution 160 ms (49_%) | 2500.0 s of CPU per million events (20 % compilers, 4 % collectors), at most 812 MB |

                P90 with its 95 % confidence interval where there is one.
                """);
    }

    @Test
    void aFailureAddsItsTableItsStageAndItsFaults() {
        SampleRun slowAndWrong =
                SampleRun.passing().without(row -> row.offset() == 42).later(2_000);

        assertThat(markdown(judged(SampleRun.passing()), judged(slowAndWrong)))
                .startsWith("## ❌ Performance gate failed: 1 of 2 scenarios passed\n")
                .endsWith("""

                        ### ❌ demo: FAIL (wrong results or dead pipeline)

                        | metric | required | actual | 95 % interval |
                        |:---|---:|---:|---:|
                        | endToEnd p90 | ≤ 2 s | 2.37 s | - |

                        - the largest part from newest event to result is sinkAppend: mean 2020 ms of 2324 ms, p90 2020 ms
                        - results differ from what was sent: 1 missing; 1,300 events expected, 1,290 counted, 10 too few
                        - window 2023-11-14T22:13:24Z (1700000004000) campaign 3: no row, 10 events expected
                        """);
    }

    @Test
    void aScenarioThatDidNotRunIsThereWithItsError() {
        ScenarioOutcome noKafka =
                ScenarioOutcome.notRun(DEMO, new IllegalStateException("Kafka at <x:1> did not answer\n\tat y"));

        assertThat(markdown(noKafka))
                .contains("| demo | ⚠️_INVALID | – | ≤_2_s | – | – | – |\n")
                .endsWith("""

                        ### ⚠️ demo: INVALID (infrastructure)

                        - did not run: Kafka at &lt;x:1&gt; did not answer …
                        """);
    }

    @Test
    void anInvalidRunGivesItsReasons() {
        assertThat(markdown(judged(SampleRun.passing().aborted(Culprit.KAFKA, "Kafka has not answered for 10 s"))))
                .contains("### ⚠️ demo: INVALID (infrastructure)\n\n- invalid: Kafka has not answered for 10 s\n");
    }

    @Test
    void ofManyWrongWindowsTheFirstAreEnough() {
        SampleRun wrong = SampleRun.passing().without(row -> row.offset() % 10 == 2);

        assertThat(markdown(judged(wrong)).lines().filter(line -> line.startsWith("- ")))
                .hasSize(6)
                .endsWith("- and %d more, see the report"
                        .formatted(wrong.result().verdict().pipelineFaults().size() - 5));
    }

    @Test
    void aMarginalPassIsCalledThat() {
        assertThat(markdown(judged(SampleRun.passingLong(Map.of("slo.endToEnd.p50", "319ms")))))
                .startsWith("## ✅")
                .contains("### ✅ demo: PASS, marginal\n", "- endToEnd p50 is 319 ms [319, 319], required ≤ 319 ms\n");
    }

    /** It proves nothing, so none of its thresholds is to be looked at. */
    @Test
    void anInvalidRunNamesNoThreshold() {
        SampleRun marginal = SampleRun.passingLong(Map.of("slo.endToEnd.p50", "319ms"));

        assertThat(markdown(judged(marginal.aborted(Culprit.KAFKA, "Kafka has not answered"))))
                .contains("INVALID", "- invalid: Kafka has not answered\n")
                .doesNotContain("required");
    }

    @Test
    void theConsoleHasRunsSearchesAndComparisons() {
        List<ScenarioOutcome> runs = List.of(judged(SampleRun.passing()));
        List<CapacityResult> searches = List.of(SampleSearch.found(Map.of()));
        List<ComparisonResult> comparisons = List.of(
                SampleComparison.of(Map.of(), 4).rounds(200, 210, 190, 205).result(true));

        assertThat(new SuiteSummary(runs, searches, comparisons, List.of(), Optional.empty()).text())
                .containsSubsequence(
                        "all searches for capacity\n",
                        " 206 ",
                        "all comparisons\n",
                        "  demo",
                        "SLOWER",
                        "+",
                        "all scenarios\n",
                        "  demo");
        assertThat(new SuiteSummary(List.of(), List.of(), List.of(), List.of(), Optional.empty()).text())
                .isEmpty();
    }

    @Test
    void theReportIsLinkedWhereItsAddressIsKnown() {
        assertThat(new SuiteSummary(
                                List.of(judged(SampleRun.passing())),
                                List.of(),
                                List.of(),
                                List.of(),
                                Optional.of("https://ci/run/1"))
                        .markdown())
                .contains("\n[Full report](https://ci/run/1)\n");
    }

    @Test
    void aSearchThatFailsSaysWhatWasAskedFor() {
        CapacityResult below = SampleSearch.found(Map.of("capacity.atLeast", "400"));
        SuiteSummary summary = new SuiteSummary(List.of(), List.of(below), List.of(), List.of(), Optional.empty());

        assertThat(summary.markdown())
                .contains(
                        "- ❌ ",
                        ": FAIL\n  - the pipeline sustains ",
                        "  - capacity.atLeast: required ≥ 400 events/s, actual 206");
    }
}

package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.evidence.Abort.Culprit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTextTest {

    @Test
    void aPassReadsLikeThis() {
        assertThat(ResultText.of(SampleRun.passing().result())).isEqualTo("""

                demo: latency per window, ms (times are UTC)
                  window             events  rows  perEvent mean  p50  p90  p95  p99  p999  max  windowClose p90
                  22:13:22-22:13:23     100    10            330  329  369  374  378   379  379              270
                  22:13:23-22:13:24     100    10            330  329  369  374  378   379  379              270
                  22:13:24-22:13:25     100    10            330  329  369  374  378   379  379              270
                  22:13:25-22:13:26     100    10            330  329  369  374  378   379  379              270
                  22:13:26-22:13:27     100    10            330  329  369  374  378   379  379              270
                  22:13:27-22:13:28     100    10            330  329  369  374  378   379  379              270
                  22:13:28-22:13:29     100    10            330  329  369  374  378   379  379              270
                  22:13:29-22:13:30     100    10            330  329  369  374  378   379  379              270
                  22:13:30-22:13:31     100    10            330  329  369  374  378   379  379              270
                  22:13:31-22:13:32     100    10            330  329  369  374  378   379  379              270

                  over all measured windows, ms, with 95 % confidence intervals
                  metric       samples  mean  p50  p90  p95  p99  p999  max
                  perEvent       1,000   330  329  369  374  378   379  379
                  endToEnd         100   324  319  359  369  369   369  369
                  eventTime        100   325  320  360  370  370   370  370
                  windowClose      100   270  270  270  270  270   270  270

                  where the time went, ms (sums to eventTime; endToEnd leaves out scheduleLag)
                  stage           mean  p90  share
                  scheduleLag      1.0  1.0    0 %
                  brokerAppend     2.0  2.0    1 %
                  batchWait        102  137   31 %
                  batchPlanning     40   40   12 %
                  batchExecution   160  160   49 %
                  sinkAppend        20   20    6 %
                  sum              325

                  load      1,400 events sent, 1,400 acknowledged; of the 1,000 measured 100.00 % delivered, 100 events/s
                  seed      1: of the asked rate warm-up 100.0 %, measured 100.0 %, tail 100.0 %
                  lag       p50 0.25, p99 2.50, max 4.75 ms behind the schedule
                  backlog   at most 100 events, 27 on average; growth 0.0 % [0.0, 0.0] of the asked rate
                  results   130 (window, campaign) cells with 1,300 of 1,300 events: all as sent; 10 not due yet
                  pause     the longest time without a result was 1.00 s, and 100 events were waiting at its end
                  pipeline  2500.0 s of CPU per million events (20 % compilers, 4 % collectors), at most 812 MB

                  threshold        required  actual
                  endToEnd p90        ≤ 2 s  359 ms  held, undecided
                  scheduleLag p99   ≤ 50 ms  2.5 ms             held
                  delivered share    ≥ 99 %   100 %             held

                demo: PASS, undecided: a value has no confidence interval
                """);
    }

    @Test
    void theConsumerGroupOfACommandIsShownBesideTheBacklog() {
        Map<String, String> command = Map.of("pipeline.command", "[job]", "pipeline.consumerGroup", "my-job");

        assertThat(ResultText.of(
                        SampleRun.passing(command).withConsumerLag(1_234).result()))
                .contains("\n  consumer  my-job was at most 1,234 events behind, by the offsets that it committed\n");
        assertThat(ResultText.of(SampleRun.passing(command).result()))
                .contains("\n  consumer  my-job committed no offsets while measuring\n");
    }

    @Test
    void whatOthersTookOfTheMachineIsShownAsFarAsItIsKnown() {
        assertThat(ResultText.of(SampleRun.passing()
                        .withStolenCpu(0.4)
                        .withOthers(3.14, 41)
                        .withThrottling(2)
                        .result()))
                .contains(
                        "\n  machine   the host gave 0.4 % of its CPU time to others (0.8 % in the worst second); other processes"
                                + " used 3.1 %; 41.0 % were idle; the quota was used up in 2.0 % of its periods\n");
        assertThat(ResultText.of(SampleRun.passing().result())).doesNotContain("machine ");
    }

    @Test
    void theClocksOfTheBrokersAreShownAgainstTheGenerators() {
        assertThat(ResultText.of(SampleRun.passing().clockOffset(-0.34, 0.56).result()))
                .contains("\n  clock     broker 1 is -0.3 to 0.6 ms ahead of the load generator\n");
    }

    @Test
    void aProfileIsShownInShort() {
        assertThat(ResultText.of(SampleRun.passing().withProfile().result()))
                .contains(
                        "\n  profile   of 1,234 samples 12 % org.Hot.spot, 8 % org.Warm.spot; 14 collections paused it for 312 ms,"
                                + " its compilers worked for 8.4 s\n");
    }

    @Test
    void theWarmupThatEndsItselfIsShown() {
        assertThat(ResultText.of(SampleRun.passing().warmupFell(-2.6).result()))
                .contains("\n  warm-up   2 s; towards its end latencies rose by 3 %\n");
        assertThat(ResultText.of(SampleRun.passing().warmupFell(14).result()))
                .contains("\n  warm-up   2 s; towards its end latencies fell by 14 %: it was not over\n");
    }

    @Test
    void timesOfReceiptAreShownWithTheirError() {
        Map<String, String> receipt = Map.of("resultTime", "receipt");

        assertThat(ResultText.of(SampleRun.passing(receipt).withReceiptError(4).result()))
                .contains(
                        "\n  receipt   results are timed when the suite had read them: p50 1, p99 4, max 8 ms from the"
                                + " broker's append, by 980 records of its own\n");
    }

    @Test
    void aFailEndsWithWhatIsWrong() {
        RunResult wrong = SampleRun.passing()
                .later(2_000)
                .without(row -> row.offset() == 42)
                .result();

        assertThat(ResultText.of(wrong))
                .containsPattern("endToEnd p90 +≤ 2 s +2.37 s +broken")
                .contains("1,290 of 1,300 events: not as sent, see below")
                .endsWith(wrong.verdict().message("demo") + "\n");
    }

    @Test
    void aRunWithoutResultsSaysSoAndShowsNoZeros() {
        RunResult died = SampleRun.passing()
                .aborted(Culprit.PIPELINE, "the pipeline died: out of memory")
                .without(row -> true)
                .result();

        assertThat(ResultText.of(died))
                .contains("demo: no results for the measured windows")
                .containsPattern("endToEnd p90 +≤ 2 s +not measured +unknown")
                .doesNotContain("latency per window")
                .doesNotContainPattern(" 0 (ms|s)\\b")
                .endsWith("demo: FAIL\n  the pipeline died: out of memory\n");
    }

    @Test
    void withoutStagesThereIsNoTableOfThem() {
        assertThat(ResultText.of(SampleRun.passing().untraced().result())).doesNotContain("where the time went");
    }

    @Test
    void itReadsTheSameInEveryLocale() {
        String expected = ResultText.of(SampleRun.passing().later(5_000).result());
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(ResultText.of(SampleRun.passing().later(5_000).result())).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theSummaryHasALineForEachScenario() {
        RunResult marginal =
                SampleRun.passingLong(Map.of("slo.endToEnd.p50", "319ms")).result();
        RunResult nothing = SampleRun.passing()
                .aborted(Culprit.KAFKA, "Kafka has not answered")
                .without(row -> true)
                .result();

        ScenarioOutcome notRun = ScenarioOutcome.notRun(marginal.scenario(), new IllegalStateException("no Kafka"));

        assertThat(ResultText.summary(List.of(
                        ScenarioOutcome.judged(marginal),
                        ScenarioOutcome.judged(SampleRun.passing().later(2_000).result()),
                        ScenarioOutcome.judged(nothing),
                        notRun)))
                .isEqualTo("""
                  scenario                             verdict      perEvent mean       perEvent p90    windowClose p90
                  demo                          PASS, marginal  330 ms [330, 330]  369 ms [369, 369]  270 ms [270, 270]
                  demo      FAIL (threshold broken), undecided             2.33 s             2.37 s             2.27 s
                  demo                INVALID (infrastructure)                  -                  -                  -
                  demo                INVALID (infrastructure)                  -                  -                  -
                  demo did not run: no Kafka
                """);
    }
}

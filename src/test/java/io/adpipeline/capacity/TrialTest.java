package io.adpipeline.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.RunResult.BacklogStats;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.capacity.Trial.Purpose;
import io.adpipeline.event.EventCounts;
import io.adpipeline.latency.ConfidenceInterval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final int RATE = 100;

    private static Trial judge(SampleRun run) {
        return Trial.judge(3, Purpose.SEARCH, run.result());
    }

    private static SampleRun run() {
        return SampleSearch.at(RATE);
    }

    @Test
    void aRunThatPassesOnASteadyBacklogIsSustained() {
        Trial trial = judge(run());

        assertThat(trial.verdict()).isEqualTo(Trial.Verdict.SUSTAINED);
        assertThat(trial.reasons()).isEmpty();
        assertThat(trial.number()).isEqualTo(3);
        assertThat(trial.eventsPerSecond()).isEqualTo(RATE);
        assertThat(trial.name()).isEqualTo("demo");
    }

    @Test
    void aBrokenThresholdIsNotSustained() {
        Trial trial = judge(run().later(3_000));

        assertThat(trial.verdict()).isEqualTo(Trial.Verdict.NOT_SUSTAINED);
        assertThat(trial.reasons())
                .singleElement()
                .asString()
                .startsWith("endToEnd p90: required ≤ 2 s, actual 3.36 s");
    }

    @Test
    void aBrokenThresholdIsUndecidedWhileTheBacklogOfTheStartStillFalls() {
        Map<String, String> hundred = Map.of("eventsPerProducer", String.valueOf(RATE));
        SampleRun catchesUp = SampleRun.passingLong(hundred).later(ms -> Math.max(0, 9_000 - ms / 5));
        Trial falls = judge(catchesUp);
        Trial wrong = judge(catchesUp.without(row -> row.cell().campaignId() == 3));

        assertThat(falls.run().backlog().growthPercent().orElseThrow()).isLessThan(-4);
        assertThat(falls.verdict()).isEqualTo(Trial.Verdict.UNDECIDED);
        assertThat(falls.reasons()).hasSize(2);
        assertThat(falls.reasons().get(0)).startsWith("endToEnd p90: required ≤ 2 s");
        assertThat(falls.reasons().get(1))
                .startsWith("the pipeline was still catching up with the start of the load: backlog growth -");
        assertThat(wrong.verdict()).isEqualTo(Trial.Verdict.NOT_SUSTAINED);
    }

    @Test
    void wrongResultsAreNotSustainedHoweverFastTheyAre() {
        EventCounts wrong = new EventCounts(5, 3, 3, SampleRun.START_MS, SampleRun.START_MS * 1_000_000);
        Trial trial = judge(run().rows(row -> SampleRun.withCounts(row, wrong)));

        assertThat(trial.verdict()).isNotEqualTo(Trial.Verdict.SUSTAINED);
        assertThat(judge(run().without(row -> row.cell().campaignId() == 3)).reasons())
                .anyMatch(reason -> reason.contains("missing"));
    }

    @Test
    void aBacklogThatGrowsByMoreThanFourPercentOfTheRateIsNotSustained() {
        // 10 events/s of 100
        Trial trial = judge(run().later(ms -> ms / 10));

        assertThat(trial.verdict()).isEqualTo(Trial.Verdict.NOT_SUSTAINED);
        assertThat(trial.reasons())
                .singleElement()
                .asString()
                .startsWith("backlog growth: allowed ≤ 4 % of the rate, actual 9.");
    }

    @Test
    void aGrowthOfOnePercentIsAllowed() {
        assertThat(judge(run().later(ms -> ms / 100)).verdict()).isEqualTo(Trial.Verdict.SUSTAINED);
    }

    @Test
    void aSlopeThatMayBeTheUpsAndDownsOfTheBacklogOrGrowthIsUndecided() {
        Trial trial = judge(run().later(ms -> ms / 1_000 % 3 * 600 + ms / 25));

        assertThat(trial.run().backlog().growthInterval().orElseThrow().low()).isLessThan(4);
        assertThat(trial.verdict()).isEqualTo(Trial.Verdict.UNDECIDED);
        assertThat(trial.reasons()).singleElement().asString().startsWith("backlog growth: allowed ≤ 4 % of the rate");
    }

    @Test
    void onlyTheWholeIntervalBelowTheLimitProvesThatTheBacklogDoesNotGrow() {
        assertThat(ofGrowth(Optional.of(new ConfidenceInterval(-0.5, 3.9)))).isEqualTo(Trial.Verdict.SUSTAINED);
        assertThat(ofGrowth(Optional.of(new ConfidenceInterval(-0.5, 4.1)))).isEqualTo(Trial.Verdict.UNDECIDED);
        assertThat(ofGrowth(Optional.of(new ConfidenceInterval(4.1, 4.3)))).isEqualTo(Trial.Verdict.NOT_SUSTAINED);
        assertThat(ofGrowth(Optional.empty())).isEqualTo(Trial.Verdict.UNDECIDED);
    }

    private static Trial.Verdict ofGrowth(Optional<ConfidenceInterval> interval) {
        return Trial.growthVerdict(
                new BacklogStats(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(0.2), interval));
    }

    @Test
    void aLoadThatWasNotDeliveredIsInvalidHoweverSlowThePipelineWas() {
        Trial trial = judge(run().unsent(100).later(ms -> 3_000 + ms / 2));

        assertThat(trial.verdict()).isEqualTo(Trial.Verdict.INVALID);
        assertThat(trial.reasons()).singleElement().asString().startsWith("delivered share is 90 %");
    }

    @Test
    void aBacklogThatIsNotKnownIsInvalid() {
        RunResult run = SampleRun.withBacklog(run().result(), List.of(), BacklogStats.NONE);
        Trial trial = Trial.judge(1, Purpose.SEARCH, run);

        assertThat(trial.verdict()).isEqualTo(Trial.Verdict.INVALID);
        assertThat(trial.reasons()).containsExactly("the growth of the backlog was not measured");
    }

    @Test
    void aTrialGivesReasonsUnlessItIsSustained() {
        RunResult run = run().result();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trial(1, Purpose.SEARCH, 1, Trial.Verdict.INVALID, List.of(), run))
                .withMessageContaining("reasons must be given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trial(1, Purpose.SEARCH, 1, Trial.Verdict.SUSTAINED, List.of("slow"), run));
    }
}

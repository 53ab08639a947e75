package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.result.ResultRow;
import io.adpipeline.slo.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContractTextTest {

    private static final Predicate<ResultRow> ONE = row -> row.offset() == 42;

    private static UnaryOperator<ResultRow> one(UnaryOperator<ResultRow> change) {
        return row -> ONE.test(row) ? change.apply(row) : row;
    }

    private static ResultRow with(ResultRow row, CampaignWindow cell, int partition) {
        return new ResultRow(
                cell,
                row.windowEndMs(),
                row.eventCount(),
                row.counts(),
                row.resultTimeMs(),
                partition,
                row.offset(),
                row.trace());
    }

    private static ResultRow withOneViewLess(ResultRow row) {
        EventCounts counts = row.counts();
        return SampleRun.withCounts(
                row,
                new EventCounts(
                        counts.views() - 1,
                        counts.clicks(),
                        counts.purchases(),
                        counts.maxProduceTimeMs(),
                        counts.maxEventTimeNs()));
    }

    private static ResultRow ofAnUnknownCampaign(ResultRow row) {
        return with(row, new CampaignWindow(row.cell().windowStartMs(), 4_711), row.partition());
    }

    @Test
    void aPipelineThatKeepsItAllPassesHoweverSlowItIs() {
        ContractText contract = ContractText.of(
                SampleRun.passing(Map.of("slo.endToEnd.p90", "1ms")).result());

        assertThat(contract.outcome()).isEqualTo(Outcome.PASS);
        assertThat(contract.text())
                .doesNotContain("BROKEN")
                .contains("there   batch_id", "the pipeline keeps its contract");
        assertThat(contract.text().lines().filter(line -> line.startsWith("  kept")))
                .hasSize(9);
    }

    @Test
    void whatIsOptionalMayBeAbsent() {
        ContractText contract = ContractText.of(SampleRun.passing().untraced().result());

        assertThat(contract.outcome()).isEqualTo(Outcome.PASS);
        assertThat(contract.text()).contains("absent  batch_id");
    }

    @ParameterizedTest
    @MethodSource
    void eachPointCanBeBroken(SampleRun run, String line) {
        ContractText contract = ContractText.of(run.result());

        assertThat(contract.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(contract.text()).contains("BROKEN  " + line).endsWith("the pipeline breaks its contract");
    }

    static List<Arguments> eachPointCanBeBroken() {
        return List.of(
                Arguments.of(
                        SampleRun.passing().aborted(Culprit.PIPELINE, "it ended with exit code 7"),
                        "it starts, its first result comes in time, and it works until it is asked to end: it ended with"),
                Arguments.of(
                        SampleRun.passing().unreadable(3), "every record of the results topic is a result: 3 are none"),
                Arguments.of(
                        SampleRun.passing().without(ONE),
                        "every window and campaign with events gets a result: 1 get none"),
                Arguments.of(
                        SampleRun.passing().again(ONE, ContractTextTest::ofAnUnknownCampaign),
                        "no other window and campaign gets one: 1 of which no event was sent"),
                Arguments.of(
                        SampleRun.passing().rows(one(ContractTextTest::withOneViewLess)),
                        "the last result of each has the exact counts and newest times: 1 have not"),
                Arguments.of(
                        SampleRun.passing()
                                .rows(one(row -> SampleRun.withCounts(
                                        row,
                                        new EventCounts(99, 0, 0, row.counts().maxProduceTimeMs(), 1)))),
                        "no result counts events that were not sent: 1 do"),
                Arguments.of(
                        SampleRun.passing(Map.of("outputMode", "update")).again(ONE, ContractTextTest::withOneViewLess),
                        "counts never fall: 1 results count less than one before them"),
                Arguments.of(
                        SampleRun.passing(Map.of("outputMode", "update")).again(ONE, row -> row),
                        "no result comes twice: 1 too many"),
                Arguments.of(SampleRun.passing().again(ONE, row -> row), "each gets one result: 1 too many"),
                Arguments.of(
                        SampleRun.passing().again(ONE, row -> with(row, row.cell(), row.partition() + 1)),
                        "all results of a window and campaign are in one partition, in order: 1 are in several"));
    }

    @Test
    void examplesFollow() {
        assertThat(ContractText.of(SampleRun.passing().unreadable(3).result()).text())
                .contains("the record at partition 0, offset 7: views must be a number, was missing");
    }

    @Test
    void aRunThatOthersSpoiltProvesNothing() {
        ContractText contract = ContractText.of(SampleRun.passing()
                .aborted(Culprit.KAFKA, "Kafka has not answered")
                .result());

        assertThat(contract.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(contract.text()).endsWith("this proves nothing: Kafka has not answered");
    }

    @Test
    void whatMayHaveBeenLostElsewhereIsNotHeldAgainstThePipeline() {
        for (SampleRun run : List.of(
                SampleRun.passing().diedInTheDrain(Culprit.READER, "the results reader died"),
                SampleRun.passing().failedSends(3))) {
            ContractText contract = ContractText.of(run.without(ONE).result());

            assertThat(contract.outcome()).isEqualTo(Outcome.INVALID);
            assertThat(contract.text())
                    .contains("  open    every window and campaign with events gets a result: 1 get none")
                    .doesNotContain("BROKEN")
                    .containsPattern("this proves nothing: (the results reader died|3 sends failed)");
        }
    }
}

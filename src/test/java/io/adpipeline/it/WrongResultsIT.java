package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.run.RunListener;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipelines that count wrongly fail, however fast they are, and the message names window and campaign. */
class WrongResultsIT {

    @TempDir
    static Path folder;

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    @Test
    void aPipelineThatCountsRightPassesAndItsTruthIsTheSameForTheSameSeed() throws Exception {
        RunResult first = run("first", CountingFault.NONE);
        RunResult second = run("second", CountingFault.NONE);

        assertThat(first.verdict().pipelineFaults())
                .as(first.verdict().message("first"))
                .isEmpty();
        assertThat(first.oracle().orElseThrow().eventsExpected()).isGreaterThan(1_000);
        assertThat(truth("first")).isNotEmpty().isEqualTo(truth("second"));
        assertThat(second.load().orElseThrow().whole().sent())
                .isEqualTo(first.load().orElseThrow().whole().sent());
        assertThat(Files.readString(folder.resolve("perf").resolve("first").resolve("run.json")))
                .contains("said without care")
                .doesNotContain(RunSupport.SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "DROP,          sent: 1 different",
        "DOUBLE,        sent: 1 different",
        "NO_CAMPAIGN_3, sent: 4 missing;",
    })
    void aPipelineThatCountsWronglyFails(CountingFault fault, String deviations) throws Exception {
        RunResult result = run(fault.name(), fault);

        assertThat(result.verdict().outcome())
                .as(result.verdict().message(fault.name()))
                .isEqualTo(Outcome.FAIL);
        assertThat(result.verdict().message(fault.name()))
                .contains(deviations)
                .containsPattern("window 20\\d\\d-\\S+ \\(\\d{13}\\) campaign \\d+: ");
        if (fault == CountingFault.NO_CAMPAIGN_3) {
            assertThat(result.oracle().orElseThrow().examples()).allMatch(example -> example.contains("campaign 3:"));
        }
    }

    /** The last row of each cell is right; the verdict names each row before it that cannot be. */
    @ParameterizedTest
    @ValueSource(strings = {"MORE_THAN_SENT NEWEST_UNKNOWN WINDOW_END", "NEWEST_TOO_OLD NEWEST_AFTER_APPEND REPEATED"})
    void aRowThatCannotBeIsAFailureThoughTheLastRowsAreRight(String rows) throws Exception {
        RunResult result = run(rows.split(" ")[0], CountingFault.NONE, rows, "allowReplays: false");

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.oracle().orElseThrow().different()).isZero();
        for (String row : rows.split(" ")) {
            assertThat(result.verdict().message(row))
                    .contains(RowFault.valueOf(row).named());
        }
    }

    @Test
    void aRowThatComesAgainIsNoFaultWhereTheScenarioAllowsIt() throws Exception {
        RunResult result = run("replayed", CountingFault.NONE, "REPEATED", "allowReplays: true");

        assertThat(result.verdict().pipelineFaults()).isEmpty();
        assertThat(result.oracle().orElseThrow().repeated()).isOne();
    }

    @Test
    void resultsWithTheTimesOfTheirProducersAreTimedByTheirReceipt() throws Exception {
        RunResult result = run("receipt", CountingFault.NONE, "", "resultTime: receipt");

        assertThat(result.verdict().pipelineFaults()).isEmpty();
        assertThat(result.facts().receiptError().orElseThrow().samples()).isGreaterThan(10);
    }

    private static byte[] truth(String name) throws Exception {
        return Files.readAllBytes(folder.resolve("perf").resolve(name).resolve("truth.csv"));
    }

    private static RunResult run(String name, CountingFault fault) throws Exception {
        return run(name, fault, "", "allowReplays: false");
    }

    private static RunResult run(String name, CountingFault fault, String rows, String key) throws Exception {
        Scenario scenario = RunSupport.scenario(folder, name, """
                pipeline: synthetic
                traffic: {model: poisson}
                eventsPerProducer: 500
                warmup: 0s
                duration: 1500ms
                tail: 500ms
                window: 500ms
                watermark: 1m   # how punctual the load is does not matter here
                producer: {interceptor.classes: io.adpipeline.it.Talkative}
                settings: {fault: %s, rows: '%s'}
                %s
                slo:
                  perEvent: {p90: 1m}
                  scheduleLag: {p99: 1m}
                """.formatted(fault, rows, key));
        return RunSupport.run(KAFKA.broker(), folder, scenario, RunListener.NONE);
    }
}

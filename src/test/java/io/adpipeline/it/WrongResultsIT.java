package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.run.RunListener;
import io.adpipeline.run.RunResult;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pipelines that count wrongly fail, however fast they are, and the message names window and campaign. */
@ResourceLock("a run of the synthetic pipeline")
class WrongResultsIT {

    @TempDir
    static Path folder;

    @RegisterExtension
    static final EmbeddedKafka KAFKA = new EmbeddedKafka();

    @Test
    void aPipelineThatCountsRightPassesAndItsTruthIsTheSameForTheSameSeed() throws Exception {
        RunResult first = run("first", CountingFault.NONE);
        RunResult second = run("second", CountingFault.NONE);

        assertThat(first.verdict().pipelineFaults()).isEmpty();
        assertThat(first.oracle().orElseThrow().eventsExpected()).isGreaterThan(100_000);
        assertThat(truth("first")).isNotEmpty().isEqualTo(truth("second"));
        assertThat(second.load().orElseThrow().whole().sent()).isEqualTo(first.load().orElseThrow().whole().sent());
    }

    @ParameterizedTest
    @CsvSource({
        "DROP,              sent: 1 different;",
        "DOUBLE,            sent: 1 different;",
        "NO_CAMPAIGN_3,     sent: 4 missing;",
        "UNFINISHED_WINDOW, 'sent: 9 missing, 1 different;'",
    })
    void aPipelineThatCountsWronglyFails(CountingFault fault, String deviations) throws Exception {
        RunResult result = run(fault.name(), fault);

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.verdict().message(fault.name()))
                .contains(deviations)
                .containsPattern("window 20\\d\\d-\\S+ \\(\\d{13}\\) campaign \\d+: ");
        if (fault == CountingFault.NO_CAMPAIGN_3) {
            assertThat(result.oracle().orElseThrow().examples()).allMatch(example -> example.contains("campaign 3:"));
        }
    }

    private static byte[] truth(String name) throws Exception {
        return Files.readAllBytes(folder.resolve("perf").resolve(name).resolve("truth.csv"));
    }

    private static RunResult run(String name, CountingFault fault) throws Exception {
        Scenario scenario = RunSupport.scenario(folder, name, """
                pipeline: synthetic
                traffic: {model: poisson}
                eventsPerProducer: 15000
                warmup: 1s
                duration: 2s
                tail: 1s
                window: 1s
                spark: {fault: %s}
                slo:
                  endToEnd: {p90: 3s}
                  scheduleLag: {p99: 2s}
                """.formatted(fault));
        return RunSupport.run(KAFKA.broker(), folder, scenario, RunListener.NONE);
    }
}

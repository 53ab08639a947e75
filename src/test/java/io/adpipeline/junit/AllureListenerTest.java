package io.adpipeline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.SampleComparison;
import io.adpipeline.evidence.Phase;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.report.ResultFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader of the report finds of one run, by the file that Allure writes. */
class AllureListenerTest {

    @TempDir
    private Path folder;

    private AllureRecording recording() {
        return new AllureRecording(folder.resolve("allure"));
    }

    private JsonNode reported(SampleRun run) throws IOException {
        run.store(folder);
        RunResult result = run.result();
        return recording().of(() -> {
            AllureListener allure = AllureListener.of(result.scenario());
            allure.started(result.scenario(), "embedded broker (asked for)", "seed 1");
            allure.phase(result.scenario(), Phase.WARMUP);
            allure.phase(result.scenario(), Phase.MEASURE);
            ResultFiles.write(result, folder);
            allure.finished(result, new RunFolder(folder));
            allure.close(new RunFolder(folder));
        });
    }

    @Test
    void theTestIsTheScenarioWithItsLabelsAndParameters() throws IOException {
        JsonNode test = reported(SampleRun.passing(Map.of("tags", "baseline,nightly")));

        assertThat(test.path("name").textValue()).isEqualTo("demo");
        assertThat(test.path("labels").toString())
                .contains(
                        "{\"name\":\"story\",\"value\":\"uniform traffic\"}",
                        "{\"name\":\"tag\",\"value\":\"nightly\"}",
                        "{\"name\":\"severity\",\"value\":\"critical\"}");
        assertThat(AllureRecording.names(test, "parameters"))
                .containsExactly("model", "rate", "window", "Kafka", "Spark");
    }

    @Test
    void phasesAreStepsAndFilesAreAttached() throws IOException {
        JsonNode test = reported(SampleRun.passing());

        assertThat(AllureRecording.names(test, "steps")).containsExactly("warm-up", "measure");
        assertThat(test.path("steps").findValuesAsText("status")).containsOnly("passed");
        assertThat(AllureRecording.names(test, "attachments"))
                .contains("latency-endToEnd.svg", "report.txt", "result.json", "windows.csv", "demo.yaml")
                .doesNotContain("pipeline.log", "generator.log", "broker.log");
        assertThat(recording().attachment(test, "report.txt"))
                .isEqualTo(Files.readString(folder.resolve("report.txt")));
    }

    @Test
    void theChartOfABrokenThresholdIsSeenAtOnce() throws IOException {
        JsonNode test = reported(SampleRun.passing(Map.of("slo.windowClose.p90", "1ms", "description", "a < b")));

        assertThat(test.path("descriptionHtml").textValue())
                .startsWith("<p>a &lt; b</p>")
                .containsPattern("endToEnd p90 +&le; 2 s .* held")
                .containsPattern("windowClose p90 +&le; 1 ms .* broken")
                .contains("demo: FAIL")
                .contains("alt=\"latency-windowClose.svg\" src=\"data:image/svg+xml;base64,");
    }

    @Test
    void theRoundsOfAComparisonAreStepsAndItsTablesAreSeenAtOnce() throws IOException {
        ComparisonResult result = SampleComparison.of(Map.of(), 5)
                .rounds(0, 0, 0, 0)
                .round(SampleRun::lateGenerator)
                .result(true);
        JsonNode test = recording().of(() -> {
            AllureListener allure = AllureListener.of(result.plan());
            allure.comparisonStarted(result);
            result.rounds().forEach(round -> allure.roundFinished(round, result, new RunFolder(folder)));
            allure.comparisonFinished(result, new RunFolder(folder));
            allure.close(new RunFolder(folder));
        });

        assertThat(AllureRecording.names(test, "parameters")).contains("a", "b", "Kafka");
        assertThat(AllureRecording.names(test, "steps"))
                .hasSize(7)
                .startsWith("round 1, abba: perEvent p90 +0.0 %; so far +0.0 % [+0.0, +0.0]")
                .endsWith(
                        "round 5, abba: perEvent p90 +0.0 %, does not count; so far +0.0 % [+0.0, +0.0]",
                        "demo: scheduleLag p99 is 51 ms, required is ≤ 50 ms",
                        "demo: scheduleLag p99 is 51 ms, required is ≤ 50 ms");
        assertThat(test.path("steps").findValuesAsText("status"))
                .containsExactly("passed", "passed", "passed", "passed", "skipped", "skipped", "skipped");
        assertThat(test.path("steps").get(0).path("start").longValue())
                .as("a round is as long as its blocks")
                .isEqualTo(result.rounds().get(0).blocks().get(0).run().facts().startedAtMs());
        assertThat(test.path("descriptionHtml").textValue())
                .contains("b against a [interval]", "demo: PASS", "it is at most 5 % slower");
    }

    @Test
    void logsAreAttachedWhereThereWasSomethingToSay() throws IOException {
        Files.writeString(folder.resolve("pipeline.log"), "WARN slow disk");
        Files.writeString(folder.resolve("generator.log"), "");
        JsonNode test = reported(SampleRun.passing());

        assertThat(AllureRecording.names(test, "attachments"))
                .contains("pipeline.log")
                .doesNotContain("generator.log");
    }

    @Test
    void aRunThatBreaksOffHasABrokenStepAndWhatItLeft() throws IOException {
        Files.writeString(folder.resolve("broker.log"), "ERROR no space left");
        JsonNode test = recording().of(() -> {
            AllureListener allure = AllureListener.of(SampleRun.scenario(Map.of()));
            allure.phase(SampleRun.scenario(Map.of()), Phase.KAFKA);
            allure.close(new RunFolder(folder));
        });

        assertThat(AllureRecording.names(test, "steps")).containsExactly("start Kafka");
        assertThat(test.path("steps").findValuesAsText("status")).containsExactly("broken");
        assertThat(AllureRecording.names(test, "attachments")).containsExactly("broker.log");
    }

    /** What is in the folder is of an earlier run then. */
    @Test
    void aRunThatNeverBeganHasNoFiles() throws IOException {
        SampleRun earlier = SampleRun.passing();
        earlier.store(folder);
        ResultFiles.write(earlier.result(), folder);
        JsonNode test = recording()
                .of(() -> AllureListener.of(earlier.result().scenario()).close(new RunFolder(folder)));

        assertThat(AllureRecording.names(test, "attachments")).isEmpty();
    }
}

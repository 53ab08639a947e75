package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.SampleSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteFilesTest {

    private static final ScenarioOutcome PASS =
            ScenarioOutcome.judged(SampleRun.passing().result());
    private static final ScenarioOutcome FAIL =
            ScenarioOutcome.judged(SampleRun.passing().later(2_000).result());
    private static final ScenarioOutcome NOT_RUN =
            ScenarioOutcome.notRun(SampleRun.scenario(Map.of()), new IllegalStateException("no Kafka"));

    @TempDir
    private Path folder;

    private Optional<String> write(
            Map<String, String> variables, Optional<String> reportUrl, ScenarioOutcome... outcomes) {
        CiJob job = new CiJob(variables);
        SuiteSummary summary =
                new SuiteSummary(List.of(outcomes), List.of(), List.of(), List.of(), reportUrl.or(job::page));
        SuiteFiles.write(summary, folder);
        return SuiteFiles.appendToPage(summary, job);
    }

    private JsonNode results() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("results.json").toFile());
    }

    @Test
    void theResultsOfAllScenariosAreOneFile() throws IOException {
        write(Map.of(), Optional.empty(), PASS, NOT_RUN);

        assertThat(results().path("verdict").textValue()).isEqualTo("INVALID");
        assertThat(results()
                        .path("scenarios")
                        .path(0)
                        .path("latencyMs")
                        .path("endToEnd")
                        .path("p90")
                        .doubleValue())
                .isEqualTo(SampleRun.END_TO_END_P90_MS);
        assertThat(results().path("scenarios").path(1))
                .hasToString("{\"scenario\":\"demo\",\"verdict\":\"INVALID\",\"error\":\"no Kafka\"}");
    }

    @Test
    void aSuiteIsAsBadAsItsWorstScenario() throws IOException {
        write(Map.of(), Optional.empty(), PASS);
        assertThat(results().path("verdict").textValue()).isEqualTo("PASS");

        write(Map.of(), Optional.empty(), NOT_RUN, FAIL, PASS);
        assertThat(results().path("verdict").textValue()).isEqualTo("FAIL");
    }

    @Test
    void aSearchThatFailsIsNoPassBesideAScenarioThatDoes() throws IOException {
        CapacityResult tooSlow = SampleSearch.found(Map.of("capacity.atLeast", "1500"));
        SuiteFiles.write(
                new SuiteSummary(List.of(PASS), List.of(tooSlow), List.of(), List.of(), Optional.empty()), folder);

        assertThat(results().path("verdict").textValue()).isEqualTo("FAIL");
        assertThat(results().path("searches").path(0).path("verdict").textValue())
                .isEqualTo("FAIL");
        assertThat(results()
                        .path("searches")
                        .path(0)
                        .path("answer")
                        .path("eventsPerSecond")
                        .doubleValue())
                .isEqualTo(206);
    }

    @Test
    void theSummaryIsAddedToThePageOfTheJobAsOtherStepsLeftIt() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), "before\n");
        write(Map.of("GITHUB_STEP_SUMMARY", page.toString()), Optional.empty(), PASS);

        assertThat(page).content().isEqualTo("before\n" + Files.readString(folder.resolve("summary.md")) + "\n");
    }

    @Test
    void theLinkIsTheOneThatIsToldOrElseTheJobs() {
        Map<String, String> gitLab = Map.of("CI_JOB_URL", "https://gitlab.example/1");

        write(gitLab, Optional.empty(), PASS);
        assertThat(folder.resolve("summary.md")).content().contains("(https://gitlab.example/1/artifacts/browse)");
        write(gitLab, Optional.of("https://reports.example/1"), PASS);
        assertThat(folder.resolve("summary.md"))
                .content()
                .contains("(https://reports.example/1)")
                .doesNotContain("gitlab");
    }

    @Test
    void whatAnEarlierSuiteLeftIsCleared() {
        write(Map.of(), Optional.empty(), PASS);
        SuiteFiles.clear(folder);
        SuiteFiles.clear(folder.resolve("missing"));

        assertThat(folder).isEmptyDirectory();
    }

    /** As in a container that gets the variables of a CI job and not its folders. */
    @Test
    void aPageThatCannotBeWrittenCostsNothingElse() throws IOException {
        String missing = folder.resolve("missing/page.md").toString();

        assertThat(write(Map.of("GITHUB_STEP_SUMMARY", missing), Optional.empty(), PASS))
                .hasValue("the job's page gets no summary: java.nio.file.NoSuchFileException: " + missing);
        assertThat(folder.resolve("summary.md")).isNotEmptyFile();
        assertThat(results().path("verdict").textValue()).isEqualTo("PASS");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        SuiteSummary summary = new SuiteSummary(List.of(PASS), List.of(), List.of(), List.of(), Optional.empty());

        assertThatThrownBy(() -> SuiteFiles.write(summary, folder.resolve("file")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot write the suite's summary: ")
                .hasMessageContaining("FileAlreadyExistsException");
    }
}

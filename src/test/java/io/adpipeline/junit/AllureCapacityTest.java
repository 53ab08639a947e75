package io.adpipeline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.SampleSearch;
import io.adpipeline.capacity.ScenarioListener;
import io.adpipeline.capacity.Trial;
import io.adpipeline.capacity.Trial.Purpose;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.report.ReportWriter;
import io.adpipeline.run.Listeners;
import io.adpipeline.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader of the report finds of a search for capacity, by the file that Allure writes. */
class AllureCapacityTest {

    private static final CapacityResult SEARCH = SampleSearch.found(Map.of());

    private static JsonNode whole;
    private static JsonNode brokenOff;

    @BeforeAll
    static void searchTwice(@TempDir Path folder) throws IOException {
        whole = reported(folder.resolve("whole"), SEARCH.trials(), true);
        brokenOff = reported(folder.resolve("broken-off"), SEARCH.trials().subList(0, 1), false);
    }

    private static JsonNode reported(Path folder, List<Trial> trials, boolean finished) throws IOException {
        return new AllureRecording(folder.resolve("allure")).of(() -> {
            AllureListener allure = AllureListener.of(SEARCH.scenario());
            ScenarioListener listeners = Listeners.all(ScenarioListener.class, List.of(new ReportWriter(), allure));
            listeners.searchStarted(SEARCH.scenario(), "embedded broker");
            for (Trial trial : trials) {
                listeners.trialStarted(named(trial), trial.purpose());
                listeners.finished(trial.run(), new RunFolder(trialFolder(folder, trial)));
                listeners.trialFinished(trial);
            }
            if (finished) {
                listeners.searchFinished(SEARCH, new RunFolder(folder));
            } else {
                listeners.trialStarted(named(SEARCH.trials().get(0)), Purpose.SEARCH);
            }
            allure.close(new RunFolder(folder));
        });
    }

    /** The runs made by hand all have the same name; those of a search have numbers. */
    private static Scenario named(Trial trial) {
        return SEARCH.scenario()
                .trial(
                        "%02d-%.0f".formatted(trial.number(), trial.eventsPerSecond()),
                        trial.eventsPerSecond(),
                        Duration.ZERO,
                        Duration.ofSeconds(10));
    }

    private static Path trialFolder(Path folder, Trial trial) {
        try {
            Path own = Files.createDirectories(folder.resolve("trials").resolve(String.valueOf(trial.number())));
            SampleRun.passing().store(own);
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyTrialIsAStepThatSaysItsVerdictAndHasItsReport() {
        List<String> titles = whole.path("steps").findValuesAsText("name").stream()
                .filter(name -> name.matches("\\d\\d: .*"))
                .toList();

        assertThat(titles)
                .containsExactly(
                        "01: search at 100 events/s, sustained",
                        "02: search at 200 events/s, sustained",
                        "03: search at 400 events/s, INVALID",
                        "04: search at 400 events/s, not sustained",
                        "05: search at 212 events/s, not sustained",
                        "06: search at 206 events/s, sustained",
                        "07: confirm at 206 events/s, sustained");
        assertThat(whole.path("steps"))
                .allSatisfy(step ->
                        assertThat(AllureRecording.names(step, "attachments")).contains("report.txt", "result.json"));
    }

    @Test
    void aTrialThatSaysNothingIsSkippedAndOneThatIsTooMuchHasDoneItsWork() {
        JsonNode steps = whole.path("steps");

        assertThat(steps.get(2).path("status").textValue()).isEqualTo("skipped");
        assertThat(steps.get(3).path("status").textValue()).isEqualTo("passed");
        assertThat(steps.get(3).path("steps").get(0).path("name").textValue())
                .startsWith("endToEnd p90: required ≤ 2 s, actual 8.37 s");
    }

    @Test
    void aWarmUpIsNotJudged(@TempDir Path folder) throws IOException {
        Trial cold = new Trial(
                0,
                Purpose.WARM_UP,
                100,
                Trial.Verdict.INVALID,
                List.of("too few samples"),
                SEARCH.trials().get(0).run());

        JsonNode step = reported(folder, List.of(cold), false).path("steps").get(0);

        assertThat(step.path("name").textValue()).isEqualTo("00: warm-up at 100 events/s");
        assertThat(step.path("status").textValue()).isEqualTo("passed");
        assertThat(step.path("steps")).isEmpty();
    }

    @Test
    void aTrialHasOneChart() {
        assertThat(whole.path("steps"))
                .allSatisfy(step -> assertThat(AllureRecording.names(step, "attachments"))
                        .filteredOn(name -> name.endsWith(".svg"))
                        .hasSize(1));
    }

    @Test
    void theAnswerAndItsCurveAreAttachedToTheTest() {
        assertThat(AllureRecording.names(whole, "attachments"))
                .contains("capacity.svg", "report.txt", "capacity.json", "capacity.csv", "hunt.yaml");
        assertThat(AllureRecording.names(whole, "parameters")).contains("rate", "Kafka");
        assertThat(whole.path("descriptionHtml").textValue()).contains("alt=\"capacity.svg\"", "hunt: PASS");
    }

    @Test
    void aSearchThatBreaksOffHasABrokenStepAndTheTrialsBeforeIt() {
        JsonNode steps = brokenOff.path("steps");

        assertThat(steps).hasSize(2);
        assertThat(steps.get(1).path("status").textValue()).isEqualTo("broken");
        assertThat(AllureRecording.names(steps.get(0), "attachments")).contains("report.txt");
    }
}

package io.adpipeline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.report.CiJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class AllureSuiteTest {

    private static final String PROPERTY = "allure.results.directory";

    @TempDir
    private Path folder;

    private Map<String, String> job = Map.of();

    private void write(RunResult... runs) {
        String before = System.getProperty(PROPERTY);
        System.setProperty(PROPERTY, folder.resolve("results").toString());
        try {
            AllureSuite.write(List.of(runs), Optional.of(folder.resolve("history")), new CiJob(job));
        } finally {
            if (before == null) {
                System.clearProperty(PROPERTY);
            } else {
                System.setProperty(PROPERTY, before);
            }
        }
    }

    private void write() {
        write(SampleRun.passing().result(), SampleRun.passing().later(2_000).result());
    }

    @Test
    void theEnvironmentIsWrittenOnceForAllScenarios() throws IOException {
        write();

        assertThat(Files.readAllLines(folder.resolve("results/environment.properties")))
                .containsExactly(
                        "cores=2",
                        "jdk=17",
                        "kafka=embedded broker at localhost:9092",
                        "pipeline.commit=0123456789ab",
                        "spark.version=3.5.7");
    }

    /** Allure reads the file as Properties do. */
    @Test
    void theEnvironmentKeepsItsLetters() throws IOException {
        String before = System.getProperty("perf.commit");
        System.setProperty("perf.commit", "gr\u00fcn\\x");
        try {
            write(new RunResult[0]);
        } finally {
            if (before == null) {
                System.clearProperty("perf.commit");
            } else {
                System.setProperty("perf.commit", before);
            }
        }

        Properties environment = new Properties();
        try (InputStream file = Files.newInputStream(folder.resolve("results/environment.properties"))) {
            environment.load(file);
        }
        assertThat(environment).containsEntry("commit", "gr\u00fcn\\x");
    }

    @Test
    void theCategoriesAreWrittenAlsoOverOlderOnes() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("results")).resolve("categories.json"), "old");
        write();

        assertThat(folder.resolve("results/categories.json")).content().contains("Threshold broken");
    }

    @Test
    void whereNothingRanTheKindsOfFailureAndTheMachineAreToldAllTheSame() throws IOException {
        write(new RunResult[0]);

        assertThat(folder.resolve("results/categories.json")).content().contains("Infrastructure");
        assertThat(folder.resolve("results/environment.properties")).content().contains("cores=", "jdk=");
    }

    @Test
    void theHistoryThatAnEarlierReportLeftIsThereForTheNext() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("history/allure"));
        Files.writeString(kept.resolve("history-trend.json"), "[1]");
        Files.writeString(
                Files.createDirectories(folder.resolve("results/history")).resolve("history-trend.json"), "[]");
        write();

        assertThat(folder.resolve("results/history/history-trend.json"))
                .content()
                .isEqualTo("[1]");
    }

    @Test
    void theReportNamesTheJobOfTheCi() throws IOException {
        job = Map.of(
                "GITHUB_ACTIONS",
                "true",
                "GITHUB_WORKFLOW",
                "perf",
                "GITHUB_RUN_NUMBER",
                "17",
                "GITHUB_SERVER_URL",
                "https://github.example",
                "GITHUB_REPOSITORY",
                "a/b",
                "GITHUB_RUN_ID",
                "4");
        write();

        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("results/executor.json").toFile()))
                .hasToString(
                        "{\"name\":\"GitHub Actions\",\"type\":\"github\",\"buildName\":\"perf #17\",\"buildOrder\":\"17\","
                                + "\"buildUrl\":\"https://github.example/a/b/actions/runs/4\"}");
    }

    @Test
    void outsideACiRunsOfAHistoryAreNumbered() {
        write();
        assertThat(folder.resolve("results/executor.json")).hasContent("{\"buildOrder\":\"1\"}");
        write();
        assertThat(folder.resolve("results/executor.json")).hasContent("{\"buildOrder\":\"2\"}");
    }

    /** As two clones of a project that share a history. */
    @Test
    void writersAtTheSameTimeGetNumbersOfTheirOwn() {
        Set<Integer> numbers = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> AllureSuite.nextRun(folder))
                .collect(Collectors.toSet());

        assertThat(numbers).hasSize(40).contains(1, 40);
    }

    @Test
    void aFileThatHoldsNoNumberIsAnErrorThatNamesIt() throws IOException {
        Files.writeString(folder.resolve("runs"), "many");

        assertThatIllegalStateException()
                .isThrownBy(() -> AllureSuite.nextRun(folder))
                .withMessageStartingWith(folder.resolve("runs") + " must hold the number of runs: ");
    }

    @Test
    void theFirstRunHasNoHistory() {
        write();

        assertThat(folder.resolve("results/history")).doesNotExist();
    }
}

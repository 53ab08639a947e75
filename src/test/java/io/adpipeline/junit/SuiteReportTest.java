package io.adpipeline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.compare.SampleComparison;
import io.adpipeline.files.FolderLock;
import io.adpipeline.report.CiJob;
import io.adpipeline.report.Console;
import io.adpipeline.report.ScenarioOutcome;
import io.adpipeline.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class SuiteReportTest {

    private static final String ALLURE = "allure.results.directory";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private String before;

    @BeforeEach
    void keepAllureOut() {
        before = System.getProperty(ALLURE);
        System.setProperty(ALLURE, folder.resolve("allure").toString());
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(ALLURE);
        } else {
            System.setProperty(ALLURE, before);
        }
    }

    private SuiteReport suite() {
        return suite(Optional.empty());
    }

    private SuiteReport suite(Optional<SuiteReport> before) {
        Properties properties = new Properties();
        properties.setProperty("perf.results.dir", folder.resolve("perf").toString());
        properties.setProperty("perf.history.dir", folder.resolve("kept").toString());
        return new SuiteReport(
                PerfSettings.of(properties),
                new CiJob(Map.of()),
                new Console(new PrintWriter(out, true, StandardCharsets.UTF_8)),
                before);
    }

    private void run(ScenarioOutcome... outcomes) {
        try (SuiteReport suite = suite()) {
            for (ScenarioOutcome outcome : outcomes) {
                suite.add(outcome);
            }
        }
    }

    @Test
    void aScenarioThatDidNotRunIsOnTheConsoleToo() {
        run(
                ScenarioOutcome.judged(SampleRun.passing().result()),
                ScenarioOutcome.notRun(other(), new IllegalStateException("no Kafka")));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("all scenarios", "PASS", "INVALID (infrastructure)", "other did not run: no Kafka");
    }

    private static Scenario other() {
        return SampleRun.scenario(Map.of()).trial("other", 100, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void everySuiteLeavesItsSummaryAndItsResults() throws IOException {
        run(ScenarioOutcome.judged(SampleRun.passing().later(359).result()));
        run(ScenarioOutcome.judged(SampleRun.passing().result()));

        assertThat(folder.resolve("perf/summary.md")).content().contains("| demo |");
        assertThat(folder.resolve("perf/results.json")).isNotEmptyFile();
        assertThat(folder.resolve("allure/categories.json")).isNotEmptyFile();
    }

    @Test
    void aComparisonThatDidNotRunIsForgottenWhenItHasRun() throws IOException {
        SuiteReport first = suite();
        first.add(ScenarioOutcome.notRun(SampleRun.scenario(Map.of()), new IllegalStateException("no Kafka")));
        first.close();
        try (SuiteReport second = suite(Optional.of(first))) {
            second.add(SampleComparison.of(Map.of(), 4).rounds(0, 0, 0, 0).result(true));
        }

        assertThat(folder.resolve("perf/summary.md"))
                .content()
                .contains("passed: 1 scenario", "demo was run again after INVALID")
                .doesNotContain("failed");
    }

    @Test
    void aScenarioThatIsRunAgainKeepsTheOthersAndIsNamed() throws IOException {
        SuiteReport first = suite();
        first.add(ScenarioOutcome.notRun(other(), new IllegalStateException("no Kafka")));
        first.add(ScenarioOutcome.judged(SampleRun.passing().later(2_000).result()));
        first.close();
        try (SuiteReport second = suite(Optional.of(first))) {
            second.add(ScenarioOutcome.judged(SampleRun.passing().result()));
        }

        assertThat(folder.resolve("perf/summary.md"))
                .content()
                .contains(
                        "1 of 2 scenarios passed",
                        "| other |",
                        "| demo | ✅",
                        "- ↻ demo was run again after FAIL (threshold broken)");
    }

    @Test
    void aHistoryThatCannotBeWrittenCostsNothingElse() throws IOException {
        Files.writeString(folder.resolve("kept"), "a file where a folder should be");

        assertThatThrownBy(() -> run(ScenarioOutcome.judged(SampleRun.passing().result())))
                .hasMessageContaining("cannot count this run in %s".formatted(folder.resolve("kept")));
        assertThat(folder.resolve("perf/summary.md")).isNotEmptyFile();
        assertThat(folder.resolve("allure/environment.properties")).isNotEmptyFile();
    }

    @Test
    void aResultsFolderHasOneSuiteAtATime() {
        SuiteReport first = suite();
        try (first) {
            assertThatIllegalStateException()
                    .isThrownBy(this::suite)
                    .withMessageContaining("%s is in use by process ".formatted(folder.resolve("perf")));
        }
        suite().close();
    }

    @Test
    void aSuiteThatRanNothingLeavesNothingOfAnEarlierOne() {
        run(ScenarioOutcome.judged(SampleRun.passing().result()));
        run();

        assertThat(folder.resolve("perf")).isDirectoryNotContaining(file -> !file.endsWith(FolderLock.SUITE));
    }
}

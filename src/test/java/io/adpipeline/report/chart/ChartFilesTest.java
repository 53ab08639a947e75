package io.adpipeline.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.LogCapture;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.load.LoadSecond;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartFilesTest {

    @TempDir
    private Path folder;

    private static SampleRun whole() {
        return SampleRun.passing(Map.of("slo.windowClose.p90", "100ms"));
    }

    private static SampleRun run() {
        return whole().withoutLoad();
    }

    private RunResult written(SampleRun run) {
        RunResult result = run.result();
        ChartFiles.write(result, folder);
        return result;
    }

    @Test
    void everyChartIsThere() {
        written(whole().loadSeconds(List.of(new LoadSecond(0, 100, 100), new LoadSecond(1, 7, 7))));

        for (String name : RunPlots.names(whole().result())) {
            assertThat(folder.resolve("charts/" + name + ".svg")).isNotEmptyFile();
        }
    }

    @Test
    void theChartOfTheBrokenThresholdIsNamedFirstAndThoseNotDrawnAreNot() {
        RunResult result = written(run());

        assertThat(ChartFiles.of(result, folder).stream()
                        .map(file -> file.getFileName().toString()))
                .containsExactly("latency-windowClose.svg", "latency-endToEnd.svg", "stages.svg");
    }

    @Test
    void aRunThatAbortedHasNoCharts() {
        RunResult result = written(SampleRun.passing()
                .aborted(Culprit.KAFKA, "Kafka has not answered")
                .without(row -> true));

        assertThat(ChartFiles.of(result, folder)).isEmpty();
    }

    @Test
    void chartsThatCannotBeWrittenAreMissedAndCostNothingElse() throws IOException {
        Files.writeString(folder.resolve("charts"), "a file where the folder has to be");

        try (LogCapture warnings = LogCapture.of(ChartFiles.class.getName())) {
            RunResult result = written(run());

            assertThat(warnings.messages()).containsExactly("WARN the charts of demo cannot be drawn");
            assertThat(ChartFiles.of(result, folder)).isEmpty();
        }
    }

    @Test
    void noScreenIsNeeded() {
        ChartFiles.write(run().result(), folder);

        assertThat(System.getProperty("java.awt.headless")).isEqualTo("true");
    }
}

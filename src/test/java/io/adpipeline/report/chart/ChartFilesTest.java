package io.adpipeline.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.LogCapture;
import io.adpipeline.run.Abort.Culprit;
import io.adpipeline.run.RunResult;
import io.adpipeline.run.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartFilesTest {

    @TempDir
    private Path folder;

    private static SampleRun run() {
        return SampleRun.passing(Map.of("slo.windowClose.p90", "100ms")).withoutLoad();
    }

    private RunResult written(SampleRun run) throws IOException {
        run.store(folder);
        RunResult result = run.result();
        ChartFiles.write(result, folder);
        return result;
    }

    @Test
    void everyChartIsThereAsSvgAndAsPng() throws IOException {
        Files.writeString(folder.resolve("load-seconds.csv"), "second,intended,sent\n0,100,100\n1,100,100\n2,7,7\n");
        written(run());

        for (String name : RunPlots.names(run().result())) {
            assertThat(folder.resolve("charts/" + name + ".svg")).isNotEmptyFile();
            assertThat(folder.resolve("charts/" + name + ".png")).isNotEmptyFile();
        }
    }

    @Test
    void theChartOfTheBrokenThresholdIsNamedFirstAndThoseNotDrawnAreNot() throws IOException {
        RunResult result = written(run());

        assertThat(ChartFiles.of(result, folder).stream()
                        .map(file -> file.getFileName().toString()))
                .containsExactly(
                        "latency-windowClose.svg",
                        "percentiles-windowClose.svg",
                        "latency-endToEnd.svg",
                        "percentiles-endToEnd.svg",
                        "stages.svg");
    }

    @Test
    void aRunThatAbortedHasNoCharts() throws IOException {
        RunResult result = written(SampleRun.passing()
                .aborted(Culprit.KAFKA, "Kafka has not answered")
                .without(row -> true));

        assertThat(ChartFiles.of(result, folder)).isEmpty();
    }

    @Test
    void aFolderWithoutEvidenceGetsNoCharts() {
        ChartFiles.write(run().result(), folder);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void evidenceThatCannotBeReadCostsTheChartsAndNothingElse() throws IOException {
        run().store(folder);
        Files.writeString(folder.resolve("progress.jsonl"), "no JSON");
        RunResult result = run().result();

        try (LogCapture warnings = LogCapture.of(ChartFiles.class.getName())) {
            ChartFiles.write(result, folder);

            assertThat(warnings.messages()).containsExactly("WARN the charts of demo cannot be drawn");
        }
        assertThat(ChartFiles.of(result, folder)).isEmpty();
    }

    @Test
    void noScreenIsNeeded() {
        ChartFiles.write(run().result(), folder);

        assertThat(System.getProperty("java.awt.headless")).isEqualTo("true");
    }
}

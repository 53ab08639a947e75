package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.slo.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFilesTest {

    @TempDir
    private Path folder;

    private JsonNode json(RunResult result) throws IOException {
        ResultFiles.write(result, folder);
        return new ObjectMapper().readTree(folder.resolve("result.json").toFile());
    }

    @Test
    void allNamedFilesAreWritten() {
        RunResult result = SampleRun.passing().result();
        ResultFiles.write(result, folder);

        assertThat(ResultFiles.NAMES)
                .allSatisfy(name -> assertThat(folder.resolve(name)).isNotEmptyFile());
        assertThat(folder.resolve("report.txt")).content().isEqualTo(ResultText.of(result));
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> ResultFiles.write(SampleRun.passing().result(), missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write the result to " + missing);
    }

    @Test
    void jsonHoldsTheVerdictAndEveryCheckAsMeasured() throws IOException {
        JsonNode root = json(SampleRun.passing().later(2_000).result());

        assertThat(root.path("format").intValue()).isEqualTo(3);
        assertThat(root.path("scenario").textValue()).isEqualTo("demo");
        assertThat(root.path("verdict").textValue()).isEqualTo("FAIL");
        assertThat(root.path("startedAt").textValue()).isEqualTo("2023-11-14T22:13:15Z");
        JsonNode check = root.path("checks").path(0);
        assertThat(check.path("metric").textValue()).isEqualTo("endToEnd");
        assertThat(check.path("statistic").textValue()).isEqualTo("p90");
        assertThat(check.path("unit").textValue()).isEqualTo("ms");
        assertThat(check.path("required").doubleValue()).isEqualTo(2_000);
        assertThat(check.path("actual").doubleValue()).isEqualTo(2_359);
        assertThat(check.path("samples").intValue()).isEqualTo(100);
        assertThat(check.path("state").textValue()).isEqualTo("BROKEN");
    }

    @Test
    void jsonHoldsLatenciesIntervalsWindowsStagesLoadAndBacklog() throws IOException {
        JsonNode root = json(SampleRun.passing().result());

        assertThat(root.path("latencyMs").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        Metric.pipelineLatencies().stream().map(Metric::key).toList());
        assertThat(root.path("windows").path(0).path("latencyMs").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        Metric.pipelineLatencies().stream().map(Metric::key).toList());
        JsonNode endToEnd = root.path("latencyMs").path("endToEnd");
        assertThat(endToEnd.path("p90").doubleValue()).isEqualTo(SampleRun.END_TO_END_P90_MS);
        assertThat(endToEnd.path("samples").intValue()).isEqualTo(100);
        assertThat(endToEnd.path("intervals")).isEmpty();
        assertThat(json(SampleRun.passingLong(Map.of()).result()).at("/latencyMs/perEvent/intervals/p50"))
                .hasToString("[329.0,329.0]");
        assertThat(root.at("/longestPause/lengthMs").longValue()).isEqualTo(1_000);
        assertThat(root.at("/longestPause/waitingEvents").longValue()).isEqualTo(100);
        assertThat(root.path("windows")).hasSize(10);
        assertThat(root.path("windows").path(0).path("startMs").longValue()).isEqualTo(SampleRun.START_MS + 2_000);
        JsonNode windowClose = root.path("windows").path(0).path("latencyMs").path("windowClose");
        assertThat(windowClose.path("p90").doubleValue()).isEqualTo(SampleRun.WINDOW_CLOSE_MS);
        assertThat(root.path("stagesMs").path("batchExecution").path("mean").doubleValue())
                .isEqualTo(160);
        assertThat(root.path("largestStageErrorMs").doubleValue()).isLessThan(0.001);
        assertThat(root.path("load").path("measured").path("acknowledged").intValue())
                .isEqualTo(1_000);
        assertThat(root.path("load").path("deliveredSharePercent").doubleValue())
                .isEqualTo(100);
        assertThat(root.path("load").path("achievedEventsPerSecond").doubleValue())
                .isEqualTo(100);
        assertThat(root.path("load").path("scheduleLagMs").path("p99").doubleValue())
                .isEqualTo(2.5);
        assertThat(root.path("oracle").path("cellsChecked").intValue()).isEqualTo(130);
        assertThat(root.path("backlog").path("maxEvents").intValue()).isEqualTo(100);
        assertThat(root.path("environment").path("cores").textValue()).isEqualTo("2");
        assertThat(root.path("kafka").path("kind").textValue()).isEqualTo("embedded");
        assertThat(root.path("setup").path("duration").textValue()).isEqualTo("10s");
        assertThat(root.path("setup").path("slo").path("endToEnd").path("p90").textValue())
                .isEqualTo("2s");
    }

    @Test
    void whatWasNotMeasuredIsAbsentFromJson() throws IOException {
        JsonNode root = json(SampleRun.passing()
                .aborted(Culprit.KAFKA, "Kafka has not answered")
                .without(row -> true)
                .result());

        assertThat(root.path("verdict").textValue()).isEqualTo("INVALID");
        assertThat(root.path("invalidReasons").path(0).textValue()).isEqualTo("Kafka has not answered");
        assertThat(root.has("load")).isFalse();
        assertThat(root.has("oracle")).isFalse();
        assertThat(root.has("largestStageErrorMs")).isFalse();
        assertThat(root.path("latencyMs")).isEmpty();
        assertThat(root.path("windows")).isEmpty();
        assertThat(root.path("checks").path(0).has("actual")).isFalse();
    }

    @Test
    void jsonHoldsFaultsAndMarginalPasses() throws IOException {
        RunResult faulty =
                SampleRun.passing().without(row -> row.offset() == 42).result();
        RunResult marginal =
                SampleRun.passingLong(Map.of("slo.endToEnd.p50", "319ms")).result();

        assertThat(json(faulty).path("pipelineFaults")).hasSize(2);
        assertThat(json(faulty).path("mark").textValue()).isEqualTo("CLEAR");
        assertThat(json(marginal).path("mark").textValue()).isEqualTo("MARGINAL");
        assertThat(json(marginal).at("/checks/0/mark").textValue()).isEqualTo("MARGINAL");
        assertThat(json(marginal).at("/checks/1/mark").textValue()).isEqualTo("CLEAR");
    }

    @Test
    void everyTimeInJsonHasItsUnitInItsName() throws IOException {
        List<String> names = new ArrayList<>();
        collect("", json(SampleRun.passing().result()), names);

        assertThat(names)
                .noneMatch(name ->
                        name.matches("(?i).*(start|end|duration|warmup|tail|window|watermark|trigger|drift|error)"));
        assertThat(names)
                .filteredOn(name -> name.matches(".*\\.(mean|p50|p90|p95|p99|p999|max)"))
                .isNotEmpty()
                .allMatch(name -> name.matches(".*(latencyMs|stagesMs|scheduleLagMs|acknowledgeMs).*"));
    }

    /** The dotted names of all numbers. */
    private static void collect(String path, JsonNode node, List<String> names) {
        if (node.isNumber()) {
            names.add(path);
        }
        node.fields().forEachRemaining(field -> collect(path + "." + field.getKey(), field.getValue(), names));
        node.elements().forEachRemaining(element -> {
            if (node.isArray()) {
                collect(path, element, names);
            }
        });
    }

    @Test
    void filesForMachinesAreTheSameInEveryLocale(@TempDir Path other) throws IOException {
        ResultFiles.write(SampleRun.passing().result(), folder);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            ResultFiles.write(SampleRun.passing().result(), other);
        } finally {
            Locale.setDefault(before);
        }

        assertThat(ResultFiles.NAMES)
                .allSatisfy(name -> assertThat(folder.resolve(name)).hasSameBinaryContentAs(other.resolve(name)));
    }

    @Test
    void theWindowsAreALineEachWithTheUnitInEveryName() throws IOException {
        ResultFiles.write(SampleRun.passing().result(), folder);
        List<String> lines = Files.readAllLines(folder.resolve("windows.csv"));

        assertThat(lines).hasSize(11);
        assertThat(lines.get(0))
                .isEqualTo("window_start_ms,window_end_ms,events,rows,"
                        + "perEvent_mean_ms,perEvent_p50_ms,perEvent_p90_ms,perEvent_p95_ms,perEvent_p99_ms,perEvent_p999_ms,"
                        + "perEvent_max_ms,"
                        + "endToEnd_mean_ms,endToEnd_p50_ms,endToEnd_p90_ms,endToEnd_p95_ms,endToEnd_p99_ms,endToEnd_p999_ms,"
                        + "endToEnd_max_ms,"
                        + "eventTime_mean_ms,eventTime_p50_ms,eventTime_p90_ms,eventTime_p95_ms,eventTime_p99_ms,"
                        + "eventTime_p999_ms,eventTime_max_ms,"
                        + "windowClose_mean_ms,windowClose_p50_ms,windowClose_p90_ms,windowClose_p95_ms,windowClose_p99_ms,"
                        + "windowClose_p999_ms,windowClose_max_ms");
        assertThat(lines.get(1))
                .isEqualTo("1700000002000,1700000003000,100,10,329.500,329.000,369.000,374.000,378.000,379.000,379.000,"
                        + ""
                        + "324.000,319.000,359.000,369.000,369.000,369.000,369.000,"
                        + "325.000,320.000,360.000,370.000,370.000,370.000,370.000,"
                        + "270.000,270.000,270.000,270.000,270.000,270.000,270.000");
    }
}

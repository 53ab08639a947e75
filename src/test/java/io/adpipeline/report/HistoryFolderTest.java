package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.evidence.Abort.Culprit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFolderTest {

    private static final List<String> DEMO = List.of("demo");

    @TempDir
    private Path folder;

    private HistoryFolder history;
    private Path file;

    @BeforeEach
    void begin() {
        history = new HistoryFolder(folder);
        file = folder.resolve("otava/demo.csv");
    }

    private void append(SampleRun... runs) {
        history.append(Arrays.stream(runs)
                .map(run -> ScenarioOutcome.judged(run.result()))
                .toList());
    }

    /** As two clones of a project that share a history. */
    @Test
    void writersAtTheSameTimeLoseNoLine() throws IOException {
        Set<Integer> numbers = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 40).parallel().forEach(i -> {
            new HistoryFolder(folder)
                    .append(List.of(ScenarioOutcome.judged(SampleRun.passing().result())));
            numbers.add(new HistoryFolder(folder).nextRun());
        });

        assertThat(Files.readAllLines(file)).hasSize(41);
        assertThat(numbers).hasSize(40);
    }

    @Test
    void aLineThatWasCutOffCostsNoMoreThanItself() throws IOException {
        append(SampleRun.passing());
        Files.writeString(file, "2023-11-14T22:13", StandardOpenOption.APPEND);

        append(SampleRun.passing());

        assertThat(Files.readAllLines(file)).hasSize(4).element(2).isEqualTo("2023-11-14T22:13");
    }

    @Test
    void aRunIsALineBelowOneHeader() throws IOException {
        append(SampleRun.passing(), SampleRun.passing().later(2_000));

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "time,commit,verdict,"
                                + "perEvent_mean_ms,perEvent_p50_ms,perEvent_p90_ms,perEvent_p99_ms,perEvent_max_ms,"
                                + "endToEnd_mean_ms,endToEnd_p50_ms,endToEnd_p90_ms,endToEnd_p99_ms,endToEnd_max_ms,"
                                + "eventTime_mean_ms,eventTime_p50_ms,eventTime_p90_ms,eventTime_p99_ms,eventTime_max_ms,"
                                + "windowClose_mean_ms,windowClose_p50_ms,windowClose_p90_ms,windowClose_p99_ms,windowClose_max_ms,"
                                + "scheduleLag_p99_ms,delivered_percent,events_per_second,backlog_max_events,"
                                + "stage_scheduleLag_mean_ms,stage_brokerAppend_mean_ms,stage_batchWait_mean_ms,"
                                + "stage_batchPlanning_mean_ms,stage_batchExecution_mean_ms,stage_sinkAppend_mean_ms",
                        "2023-11-14T22:13:15Z,unknown,PASS,"
                                + "329.500,329.000,369.000,378.000,379.000,"
                                + "324.000,319.000,359.000,369.000,369.000,325.000,320.000,360.000,370.000,370.000,"
                                + "270.000,270.000,270.000,270.000,270.000,2.500,100.000,100.000,100.000,"
                                + "1.000,2.000,102.000,40.000,160.000,20.000",
                        "2023-11-14T22:13:15Z,unknown,FAIL,"
                                + "2329.500,2329.000,2369.000,2378.000,2379.000,"
                                + "2324.000,2319.000,2359.000,2369.000,2369.000,2325.000,2320.000,2360.000,2370.000,2370.000,"
                                + "2270.000,2270.000,2270.000,2270.000,2270.000,2.500,100.000,100.000,300.000,"
                                + "1.000,2.000,102.000,40.000,160.000,2020.000");
    }

    @Test
    void runsThatSayNothingLeaveNoLine() {
        append(
                SampleRun.passing().clockDrift(50),
                SampleRun.passing().aborted(Culprit.PIPELINE, "the pipeline died"),
                SampleRun.passing().without(row -> true));
        history.append(List.of(ScenarioOutcome.notRun(SampleRun.scenario(Map.of()), new IllegalStateException("x"))));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void stagesThatAPipelineDoesNotTellAreEmpty() throws IOException {
        append(SampleRun.passing().untraced());

        assertThat(Files.readAllLines(file).get(1)).endsWith(",100.000,,,,,,");
    }

    @Test
    void otherColumnsAreRefusedBeforeAnythingIsMeasured() throws IOException {
        Files.writeString(Files.createDirectories(file.getParent()).resolve("demo.csv"), "time,p90\n1,2\n");

        history.require(List.of("other"));
        assertThatIllegalStateException()
                .isThrownBy(() -> history.require(DEMO))
                .withMessageStartingWith(file + " must have the columns time,commit,")
                .withMessageEndingWith(", has time,p90; move it away or begin another history");
    }

    @Test
    void allureHasAFolderOfItsOwn() {
        assertThat(history.allure()).isEqualTo(folder.resolve("allure"));
    }
}

package io.adpipeline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.SampleSearch;
import io.adpipeline.capacity.Trial;
import io.adpipeline.capacity.Trial.Purpose;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityReportTest {

    private final CapacityResult found = SampleSearch.found(Map.of());

    @TempDir
    private Path folder;

    @Test
    void aSearchReadsLikeThis() {
        assertThat(CapacityText.of(found)).isEqualTo("""

                hunt: trials in their order; load is what Kafka acknowledged per second
                  trial       events/s        verdict  perEvent p90  windowClose p90       backlog growth  lag p99  load  measured
                  01 search        100      sustained        369 ms           270 ms     0.0 % [0.0, 0.0]   2.5 ms   100      10 s
                  02 search        200      sustained        369 ms           270 ms     0.0 % [0.0, 0.0]   2.5 ms   100      10 s
                  03 search        400        INVALID        369 ms           270 ms     0.0 % [0.0, 0.0]   2.5 ms    90      10 s
                  04 search        400  not sustained        8.38 s           8.27 s     8.3 % [8.2, 8.5]   2.5 ms   100      10 s
                  05 search        212  not sustained        8.38 s           8.27 s  15.7 % [15.5, 16.0]   2.5 ms   100      10 s
                  06 search        206      sustained        369 ms           270 ms     0.0 % [0.0, 0.0]   2.5 ms   100      10 s
                  07 confirm       206      sustained        369 ms           270 ms     0.0 % [0.0, 0.0]   2.5 ms   100      10 s

                hunt: PASS
                  the pipeline sustains 206 events/s, which held three times; 212 events/s failed twice
                  at 212 events/s: endToEnd p90: required ≤ 2 s, actual 8.37 s (100 samples), undecided
                  at 212 events/s: backlog growth: allowed ≤ 4 % of the rate, actual 15.7 % [15.5, 16.0]
                """);
    }

    @Test
    void theSummaryHasALineForEachSearch() {
        assertThat(CapacityText.summary(List.of(found, SampleSearch.lowestFails())))
                .isEqualTo(String.join(
                        "\n",
                        "  search  verdict  events/s  perEvent p90 there",
                        "  hunt       PASS       206              369 ms",
                        "  hunt       FAIL         -                   -",
                        ""));
    }

    @Test
    void theCurveIsSortedByRateAndLeavesOutWhatWasNotMeasured() throws IOException {
        CapacityFiles.write(found, folder);
        List<String> lines = Files.readAllLines(folder.resolve("capacity.csv"));

        assertThat(lines)
                .hasSize(8)
                .allSatisfy(line -> assertThat(line.split(",")).hasSize(13));
        assertThat(lines.get(0))
                .startsWith(
                        "events_per_second,realised_per_second,achieved_per_second,perEvent_p50_ms,perEvent_p90_ms,");
        assertThat(lines.subList(1, 8))
                .extracting(line -> line.split(",")[0])
                .containsExactly("100.000", "200.000", "206.000", "206.000", "212.000", "400.000", "400.000");
        assertThat(lines.get(1))
                .isEqualTo("100.000,100.000,100.000,329.000,369.000,,,378.000,270.000,0.000,10.000,SUSTAINED,demo");
        assertThat(lines.get(5)).contains(",NOT_SUSTAINED,");
    }

    @Test
    void theJsonTellsTheAnswerAndEachTrial() throws IOException {
        CapacityFiles.write(found, folder);
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("capacity.json").toFile());

        assertThat(json.at("/scenario").asText()).isEqualTo("hunt");
        assertThat(json.at("/verdict").asText()).isEqualTo("PASS");
        assertThat(json.at("/answer/kind").asText()).isEqualTo("FOUND");
        assertThat(json.at("/answer/eventsPerSecond").asDouble()).isEqualTo(206);
        assertThat(json.at("/answer/tooMuchEventsPerSecond").asDouble()).isEqualTo(212);
        assertThat(json.at("/setup/capacity/to").asDouble()).isEqualTo(1_600);
        assertThat(json.at("/setup/capacity/confirm").asText()).isEqualTo("30s");
        assertThat(json.at("/trials")).hasSize(7);
        assertThat(json.at("/trials/2/verdict").asText()).isEqualTo("INVALID");
        assertThat(json.at("/trials/2/reasons/0").asText()).contains("delivered share");
        assertThat(json.at("/trials/6/purpose").asText()).isEqualTo("CONFIRM");
        assertThat(json.at("/trials/6/latencyMs/perEvent/p90").asDouble()).isEqualTo(369);
        assertThat(json.at("/trials/6/load/scheduleLagMs/p99").asDouble()).isEqualTo(2.5);
    }

    @Test
    void allNamedFilesAndTheScenarioAreWritten() {
        CapacityFiles.write(found, folder);

        assertThat(CapacityFiles.NAMES)
                .allSatisfy(name -> assertThat(folder.resolve(name)).isNotEmptyFile());
        assertThat(folder.resolve("hunt.yaml")).content().contains("capacity:\n  from: 100\n");
        assertThat(folder.resolve("report.txt")).content().isEqualTo(CapacityText.of(found));
    }

    @Test
    void theWarmUpIsToldNotToCount() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Trial first = found.trials().get(0);
        new ConsoleProgress(new Console(new PrintWriter(printed, false, UTF_8)))
                .trialFinished(new Trial(0, Purpose.WARM_UP, 100, first.verdict(), List.of(), first.run()));

        assertThat(printed.toString(UTF_8)).startsWith("[demo] not counted: 100 events/s: sustained");
    }

    @Test
    void theConsoleTellsHeadTrialsAndAnswer() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ConsoleProgress progress = new ConsoleProgress(new Console(new PrintWriter(printed, false, UTF_8)));
        Scenario trial = found.scenario()
                .trial(
                        "01-100",
                        100,
                        found.scenario().phases().warmup(),
                        found.scenario().phases().duration());
        progress.searchStarted(found.scenario(), "embedded broker");
        progress.trialStarted(trial, Purpose.SEARCH);
        progress.trialFinished(found.trials().get(4));
        progress.searchFinished(found, new RunFolder(folder));

        assertThat(printed.toString(UTF_8).replace(System.lineSeparator(), "\n"))
                .startsWith("""

                == hunt: search for capacity
                   Kafka     embedded broker
                   load      uniform, 100 to 1,600 events/s over 1 producers, windows of 1 s
                   trials    5 s to settle, 10 s measured; 30 s to confirm the answer
                [01-100] search at 100 events/s for 10 s
                [demo] 212 events/s: not sustained  (perEvent p90 8.38 s, backlog growth 15.7 % [15.5, 16.0])
                      endToEnd p90: required ≤ 2 s, actual 8.37 s (100 samples), undecided
                """)
                .endsWith(CapacityText.of(found) + "\n");
    }
}

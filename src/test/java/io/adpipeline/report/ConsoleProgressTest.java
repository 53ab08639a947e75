package io.adpipeline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.evidence.Phase;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.run.RunProgress;
import io.adpipeline.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ConsoleProgress progress = new ConsoleProgress(new Console(new PrintWriter(printed, false, UTF_8)));
    private final Scenario scenario = SampleRun.scenario(Map.of());

    private String printed() {
        return printed.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void theHeadNamesScenarioKafkaPipelineAndLoad() {
        progress.started(
                scenario, "embedded 3.9.2 at localhost:1234 (no Docker engine answers)", "seed      7, 100.3 events/s");

        assertThat(printed()).isEqualTo("""

                == demo
                   Kafka     embedded 3.9.2 at localhost:1234 (no Docker engine answers)
                   pipeline  spark, append mode, trigger as fast as possible, watermark 0 ms
                   load      uniform, 1 x 100 events/s, windows of 1 s; warm-up 2 s, measure 10 s, tail 2 s
                   seed      7, 100.3 events/s
                """);
    }

    @Test
    void theHeadTellsTheTrigger() {
        progress.started(SampleRun.scenario(Map.of("trigger", "500ms", "watermark", "1500ms")), "any", "");

        assertThat(printed()).contains("append mode, trigger every 500 ms, watermark 1.5 s\n");
    }

    @Test
    void aPhaseIsALine() {
        progress.phase(scenario, Phase.PIPELINE);

        assertThat(printed()).isEqualTo("[demo] start the pipeline\n");
    }

    @Test
    void progressIsALineWhoseColumnsStandBelowEachOther() {
        progress.progress(
                scenario,
                new RunProgress(
                        Phase.WARMUP,
                        5,
                        30,
                        199_988,
                        39_997.6,
                        1.234,
                        OptionalLong.empty(),
                        0,
                        6,
                        OptionalDouble.empty()));
        progress.progress(
                scenario,
                new RunProgress(
                        Phase.MEASURE,
                        15,
                        60,
                        199_988,
                        39_997.6,
                        1.234,
                        OptionalLong.of(12_345),
                        2,
                        6,
                        OptionalDouble.of(812.34)));

        assertThat(printed()).isEqualTo("""
                [demo] warm-up    5/30 s  sent 199,988 (39,998/s)  lag p99 1.2 ms  backlog unknown  windows 0/6  endToEnd p90 -
                [demo] measure   15/60 s  sent 199,988 (39,998/s)  lag p99 1.2 ms  backlog 12,345  windows 2/6  endToEnd p90 812 ms
                """);
    }

    @Test
    void theEndIsTheWholeReport() {
        RunResult result = SampleRun.passing().result();
        progress.finished(result, new RunFolder(Path.of("unused")));

        assertThat(printed()).isEqualTo(ResultText.of(result) + "\n");
    }
}

package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.Analysis;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.evidence.EvidenceStore;
import io.adpipeline.result.OracleReport;
import io.adpipeline.run.RunListener;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The reference pipeline counts every event exactly in append mode; the runs of CommandsIT and ClusterSuite are in update mode. */
class SparkCountsIT {

    @TempDir
    static Path folder;

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    @Test
    void countsEqualTheEventsSent() throws Exception {
        Scenario scenario = RunSupport.scenario(folder, "append", """
                traffic: {model: mmpp}
                eventsPerProducer: 500
                warmup: 500ms
                duration: 1500ms
                tail: 3500ms
                window: 500ms
                watermark: 3s   # an event that a busy machine brings late is counted
                outputMode: append
                slo:
                  perEvent: {mean: 1m}
                  scheduleLag: {p99: 1m}
                """);
        RunResult result = RunSupport.run(KAFKA.broker(), folder, scenario, RunListener.NONE);

        OracleReport oracle = result.oracle().orElseThrow();
        assertThat(oracle.findings()).isEmpty();
        assertThat(result.verdict().pipelineFaults())
                .as(result.verdict().message(scenario.name()))
                .isEmpty();
        assertThat(oracle.cellsChecked()).isGreaterThanOrEqualTo(40);
        assertThat(oracle.eventsCounted()).isEqualTo(oracle.eventsExpected()).isGreaterThan(1_000);
        assertThat(oracle.cellsOpen()).isLessThanOrEqualTo(70);
        // two clocks, and between them a thread may wait for a core: seen are up to 12 ms; a stage is some hundreds
        assertThat(result.stageErrorMs().orElseThrow()).isLessThan(50);
        RunResult again = Analysis.of(EvidenceStore.read(folder.resolve("perf").resolve(scenario.name())));
        assertThat(again.verdict()).isEqualTo(result.verdict());
    }
}

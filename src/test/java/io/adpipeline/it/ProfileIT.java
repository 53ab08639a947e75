package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.Analysis;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.evidence.EvidenceStore;
import io.adpipeline.evidence.Profile;
import io.adpipeline.report.ReportWriter;
import io.adpipeline.run.RunOptions;
import io.adpipeline.run.ScenarioRunner;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ProfileIT {

    @TempDir
    static Path folder;

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    @Test
    void aRunThatIsRecordedLeavesRecordingFlameGraphAndFigures() throws Exception {
        Scenario scenario = RunSupport.scenario(folder, "recorded", """
                pipeline: synthetic
                traffic: {model: poisson}
                eventsPerProducer: 500
                warmup: 0s
                duration: 2s
                tail: 500ms
                window: 500ms
                watermark: 1m   # how punctual the load is does not matter here
                slo:
                  perEvent: {p90: 1m}
                  scheduleLag: {p99: 1m}
                """);
        RunOptions plain = RunSupport.options(KAFKA.broker(), folder);
        RunOptions options = new RunOptions(
                plain.broker(),
                plain.kafkaImage(),
                plain.clientProperties(),
                plain.pipelineSettings(),
                plain.pipelineHeap(),
                plain.resultsDirectory(),
                plain.clearTopics(),
                true,
                plain.cancelled());

        RunResult result = new ScenarioRunner(options).run(scenario, new ReportWriter());

        Path left = folder.resolve("perf/recorded");
        Profile profile = result.facts().profile().orElseThrow();
        assertThat(profile.compileMs()).isPositive();
        assertThat(left.resolve(Profile.RECORDING)).isNotEmptyFile();
        assertThat(left.resolve("flame-graph.html"))
                .content()
                .contains("recorded, CPU of the pipeline's JVM while measuring");
        assertThat(left.resolve("report.txt")).content().contains("\n  profile   of ");
        assertThat(Analysis.of(EvidenceStore.read(left)).facts().profile()).contains(profile);
    }
}

package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.Analysis;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.evidence.EvidenceStore;
import io.adpipeline.result.OracleReport;
import io.adpipeline.run.RunListener;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A program under the suite, of which nothing is known but its topics. */
class CommandRunIT {

    private static final int NEVER = 1_000;

    @TempDir
    static Path folder;

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    @Test
    void aProgramIsJudgedByItsTopicsAlone() throws Exception {
        RunResult result = run("program", CountingFault.NONE, NEVER);

        String message = result.verdict().message("program");
        assertThat(result.verdict().pipelineFaults()).as(message).isEmpty();
        OracleReport oracle = result.oracle().orElseThrow();
        assertThat(oracle.eventsCounted()).isEqualTo(oracle.eventsExpected()).isGreaterThan(1_000);
        assertThat(result.backlog().maxEvents()).isPresent();
        assertThat(result.facts().pipeline().get("command")).contains("PlainJob ${bootstrapServers}");
        assertThat(result.facts().pipelineUse().orElseThrow().cpuSeconds()).isPositive();
        Path stored = folder.resolve("perf/program");
        assertThat(stored.resolve("pipeline.log")).content().contains("counts for window 500");
        assertThat(Analysis.of(EvidenceStore.read(stored)).verdict()).isEqualTo(result.verdict());
    }

    @Test
    void aProgramThatDropsAnEventFails() throws Exception {
        RunResult result = run("dropping", CountingFault.DROP, NEVER);

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.verdict().message("dropping")).contains("sent: 1 different");
    }

    @Test
    void aProgramThatExitsFailsAndItsLastLinesAreQuoted() throws Exception {
        RunResult result = run("exiting", CountingFault.NONE, 4);

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.verdict().message("exiting"))
                .contains("the pipeline died: it ended with exit code 7", "enough for today");
    }

    private static RunResult run(String name, CountingFault fault, int seconds) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Scenario scenario = RunSupport.scenario(
                folder, name, """
                pipeline:
                  command: ['%s', -XX:TieredStopAtLevel=1, -XX:+UseSerialGC, -Xmx128m, io.adpipeline.it.PlainJob,
                            '${bootstrapServers}', '${topics.events}', '${topics.results}', '${window.ms}', %s, %d]
                  environment:
                    CLASSPATH: '%s'
                    GREETED: window ${window.ms}
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
                """.formatted(java, fault, seconds, System.getProperty("java.class.path")));
        return RunSupport.run(KAFKA.broker(), folder, scenario, RunListener.NONE);
    }
}

package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.broker.BrokerChoice;
import io.adpipeline.broker.BrokerSettings;
import io.adpipeline.broker.Brokers;
import io.adpipeline.broker.StartedBroker;
import io.adpipeline.run.Phase;
import io.adpipeline.run.RunListener;
import io.adpipeline.run.RunResult;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever dies on the way: never a pass, never a hang, and the message says which. */
class AbortedRunIT {

    @TempDir
    Path folder;

    private StartedBroker kafka;

    @BeforeEach
    void startKafka() {
        kafka = Brokers.start(BrokerChoice.parse("embedded"), BrokerSettings.in(folder.resolve("kafka")));
    }

    @AfterEach
    void stopKafka() {
        kafka.close();
    }

    @Test
    void aDeadBrokerMakesTheRunInvalid() throws Exception {
        Instant begin = Instant.now();
        RunResult result = run("dead-broker", "NONE", 500, new RunListener() {
            @Override
            public void phase(Scenario scenario, Phase phase) {
                if (phase == Phase.MEASURE) {
                    kafka.broker().kill();
                }
            }
        });

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INVALID);
        assertThat(result.verdict().message("dead-broker")).contains("Kafka has not answered for 1");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void aDeadPipelineFailsTheRun() throws Exception {
        RunResult result = run("dead-pipeline", "DIE", 500, RunListener.NONE);

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.verdict().message("dead-pipeline"))
                .contains("the pipeline died")
                .contains("broken on purpose");
    }

    @Test
    void aPipelineWithoutResultsFailsTheRun() throws Exception {
        RunResult result = run("silent", "SILENT", 500, RunListener.NONE);

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.verdict().message("silent")).contains("no result rows came for the measured windows");
    }

    @Test
    void aLoadThatCannotBeDeliveredMakesTheRunInvalid() throws Exception {
        RunResult result = run("too-much", "NONE", 5_000_000, RunListener.NONE);

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INVALID);
        assertThat(result.verdict().message("too-much")).contains("invalid: delivered share is");
    }

    private RunResult run(String name, String fault, int rate, RunListener listener) throws Exception {
        Scenario scenario = RunSupport.scenario(folder, name, """
                pipeline: synthetic
                traffic: {model: uniform}
                eventsPerProducer: %d
                warmup: 0s
                duration: 2s
                tail: 1s
                window: 1s
                timeouts: {drain: 2s}
                spark: {fault: %s}
                slo:
                  endToEnd: {p90: 3s}
                  scheduleLag: {p99: 2s}
                """.formatted(rate, fault));
        return RunSupport.run(kafka.broker(), folder, scenario, listener);
    }
}

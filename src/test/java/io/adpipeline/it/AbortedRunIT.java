package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adpipeline.broker.BrokerChoice;
import io.adpipeline.broker.BrokerSettings;
import io.adpipeline.broker.Brokers;
import io.adpipeline.broker.KafkaBroker;
import io.adpipeline.broker.StartedBroker;
import io.adpipeline.run.Phase;
import io.adpipeline.run.PipelineStartException;
import io.adpipeline.run.RunListener;
import io.adpipeline.run.RunOptions;
import io.adpipeline.run.RunResult;
import io.adpipeline.run.ScenarioRunner;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever dies on the way: never a pass, never a hang, and the message says which. */
class AbortedRunIT {

    @TempDir
    static Path folder;

    @RegisterExtension
    static final EmbeddedKafka KAFKA = new EmbeddedKafka();

    @Test
    void aDeadBrokerMakesTheRunInvalid() throws Exception {
        Instant begin = Instant.now();
        RunResult result;
        try (StartedBroker mortal =
                Brokers.start(BrokerChoice.parse("embedded"), BrokerSettings.in(folder.resolve("mortal")))) {
            result = run(mortal.broker(), "dead-broker", "NONE", 500, new RunListener() {
                @Override
                public void phase(Scenario scenario, Phase phase) {
                    if (phase == Phase.MEASURE) {
                        mortal.broker().kill();
                    }
                }
            });
        }

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
    void aPipelineThatDoesNotStartIsToldFromOtherThingsThatDoNot() {
        assertThatThrownBy(() -> run("no-start", "UNKNOWN", 500, RunListener.NONE))
                .isInstanceOf(PipelineStartException.class)
                .hasMessageContaining("the pipeline 'synthetic' does not start: ")
                .hasMessageContaining("UNKNOWN");
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

    @Test
    void aRunThatIsCancelledEndsWithoutAResult() throws Exception {
        RunOptions defaults = RunOptions.in(folder.resolve("perf"));
        AtomicBoolean cancelled = new AtomicBoolean();
        ScenarioRunner runner = new ScenarioRunner(new RunOptions(
                BrokerChoice.parse(KAFKA.broker().connection().bootstrapServers()), defaults.kafkaImage(), Map.of(),
                Map.of(), defaults.resultsDirectory(), true, cancelled::get));
        RunListener cancelling = new RunListener() {
            @Override
            public void phase(Scenario scenario, Phase phase) {
                cancelled.set(phase == Phase.MEASURE);
            }
        };

        assertThatThrownBy(() -> runner.run(scenario("cancelled", "NONE", 500), cancelling))
                .isInstanceOf(InterruptedException.class);
        assertThat(folder.resolve("perf/cancelled/result.json")).doesNotExist();
    }

    private static RunResult run(String name, String fault, int rate, RunListener listener) throws Exception {
        return run(KAFKA.broker(), name, fault, rate, listener);
    }

    private static RunResult run(KafkaBroker broker, String name, String fault, int rate, RunListener listener)
            throws Exception {
        return RunSupport.run(broker, folder, scenario(name, fault, rate), listener);
    }

    private static Scenario scenario(String name, String fault, int rate) throws IOException {
        return RunSupport.scenario(folder, name, """
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
    }
}

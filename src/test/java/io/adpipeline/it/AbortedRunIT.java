package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adpipeline.analysis.Analysis;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.broker.BrokerChoice;
import io.adpipeline.broker.BrokerSettings;
import io.adpipeline.broker.Brokers;
import io.adpipeline.broker.Brokers.StartedBroker;
import io.adpipeline.broker.EmbeddedBroker;
import io.adpipeline.broker.KafkaBroker;
import io.adpipeline.evidence.EvidenceStore;
import io.adpipeline.evidence.Phase;
import io.adpipeline.pipeline.host.PipelineHost;
import io.adpipeline.run.PipelineStartException;
import io.adpipeline.run.RunListener;
import io.adpipeline.run.RunOptions;
import io.adpipeline.run.ScenarioRunner;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever dies on the way: never a pass, never a hang, and the message says which. */
class AbortedRunIT {

    @TempDir
    static Path folder;

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    @Test
    void aDeadBrokerMakesTheRunInvalid() throws Exception {
        AtomicReference<Instant> killed = new AtomicReference<>();
        RunResult result;
        try (StartedBroker mortal =
                Brokers.start(BrokerChoice.parse("embedded"), BrokerSettings.in(folder.resolve("mortal")))) {
            result = run(mortal.broker(), "dead-broker", "NONE", 500, new RunListener() {
                @Override
                public void phase(Scenario scenario, Phase phase) {
                    if (phase.compareTo(Phase.MEASURE) >= 0 && killed.compareAndSet(null, Instant.now())) {
                        ProcessHandle.of(((EmbeddedBroker) mortal.broker()).pid())
                                .orElseThrow()
                                .destroyForcibly();
                    }
                }
            });
        }

        assertVerdict(result, Outcome.INVALID, "Kafka has not answered for 1");
        assertThat(Duration.between(killed.get(), Instant.now())).isLessThan(Duration.ofSeconds(90));
    }

    @Test
    void aDeadPipelineFailsTheRun() throws Exception {
        RunResult result = run("dead-pipeline", "DIE", 500, RunListener.NONE);

        assertVerdict(result, Outcome.FAIL, "the pipeline died", "broken on purpose");
        // the run was stored before it failed to end
        Path stored = folder.resolve("perf/dead-pipeline");
        assertThat(Analysis.of(EvidenceStore.read(stored)).verdict()).isEqualTo(result.verdict());
        assertThat(stored.resolve("pipeline.log")).content().contains("broken on purpose", "cannot end either");
        assertThat(stored.resolve("suite.log")).content().contains("HostedPipeline did not end as it should");
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

        assertVerdict(result, Outcome.FAIL, "no readable result came for the measured windows");
    }

    @Test
    void aLoadThatCannotBeDeliveredMakesTheRunInvalid() throws Exception {
        // an event a request, one after the other: a tenth of what is asked for
        Scenario scenario = scenario(
                "too-much",
                "NONE",
                20_000,
                "max.in.flight.requests.per.connection: 1, batch.size: 1, linger.ms: 0, buffer.memory: 40000");
        RunResult result = RunSupport.run(KAFKA.broker(), folder, scenario, RunListener.NONE);

        assertVerdict(result, Outcome.INVALID, "invalid: delivered share is");
    }

    @Test
    void aRunThatIsCancelledEndsWithoutAResult() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        ScenarioRunner runner = new ScenarioRunner(new RunOptions(
                BrokerChoice.parse(KAFKA.broker().connection().bootstrapServers()),
                BrokerSettings.DEFAULT_IMAGE,
                Map.of(),
                Map.of(),
                PipelineHost.DEFAULT_HEAP,
                folder.resolve("perf"),
                true,
                false,
                cancelled::get));
        RunListener cancelling = new RunListener() {
            @Override
            public void phase(Scenario scenario, Phase phase) {
                cancelled.set(phase.compareTo(Phase.MEASURE) >= 0);
            }
        };

        assertThatThrownBy(() -> runner.run(scenario("cancelled", "NONE", 500), cancelling))
                .isInstanceOf(InterruptedException.class);
        assertThat(folder.resolve("perf/cancelled/result.json")).doesNotExist();
    }

    private static void assertVerdict(RunResult result, Outcome outcome, String... texts) {
        String message = result.verdict().message(result.scenario().name());
        assertThat(result.verdict().outcome()).as(message).isEqualTo(outcome);
        assertThat(message).contains(texts);
    }

    private static RunResult run(String name, String fault, int rate, RunListener listener) throws Exception {
        return run(KAFKA.broker(), name, fault, rate, listener);
    }

    private static RunResult run(KafkaBroker broker, String name, String fault, int rate, RunListener listener)
            throws Exception {
        return RunSupport.run(broker, folder, scenario(name, fault, rate), listener);
    }

    private static Scenario scenario(String name, String fault, int rate) throws IOException {
        return scenario(name, fault, rate, "");
    }

    private static Scenario scenario(String name, String fault, int rate, String producer) throws IOException {
        return RunSupport.scenario(folder, name, """
                pipeline: synthetic
                traffic: {model: uniform}
                eventsPerProducer: %d
                warmup: 0s
                duration: 1s
                tail: 500ms
                window: 500ms
                watermark: 1m
                timeouts: {drain: 10s}
                producer: {%s}
                settings: {fault: %s}
                slo:
                  perEvent: {p90: 1m}
                  scheduleLag: {p99: 1m}
                """.formatted(rate, producer, fault));
    }
}

package io.adpipeline.cli;

import io.adpipeline.broker.BrokerChoice;
import io.adpipeline.broker.BrokerSettings;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.run.RunOptions;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a whole run works: on a Kafka that runs already or on one of its own, and in which folder. */
final class RunPlaceOptions {

    /** Where a Kafka of its own comes from. */
    enum Own {
        auto,
        embedded,
        testcontainers
    }

    @Mixin
    private KafkaOptions running;

    @Option(
            names = "--kafka",
            paramLabel = "KIND",
            description =
                    "Start a Kafka for each run: embedded, testcontainers, or auto, which takes a container where a "
                            + "Docker engine answers. Default: the one at --bootstrap-server.")
    private Own own;

    @Option(
            names = "--results-dir",
            paramLabel = "DIR",
            defaultValue = "target/perf",
            description = "Where results are written, each run in a folder of its own, which is emptied first. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Path results;

    /**
     * The Kafka that runs already; empty if each run gets one of its own.
     *
     * @throws IllegalArgumentException as {@link KafkaOptions#connection}, and if both kinds are asked for
     */
    Optional<KafkaConnection> running(Scenario scenario) {
        if (own == null) {
            return Optional.of(running.connection(scenario));
        }
        running.requireNone("--kafka=" + own);
        return Optional.empty();
    }

    /** Options of runs on the Kafka of {@link #running(Scenario)}, or on one of their own. */
    RunOptions options(
            Scenario scenario,
            Map<String, String> settings,
            boolean clear,
            boolean profile,
            BooleanSupplier cancelled) {
        Optional<KafkaConnection> kafka = running(scenario);
        return new RunOptions(
                BrokerChoice.parse(kafka.map(KafkaConnection::bootstrapServers).orElse(String.valueOf(own))),
                BrokerSettings.DEFAULT_IMAGE,
                kafka.map(KafkaConnection::clientProperties).orElse(Map.of()),
                settings,
                Main.pipelineHeap(),
                results,
                clear,
                profile,
                cancelled);
    }
}

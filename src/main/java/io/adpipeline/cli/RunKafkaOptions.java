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

/** Which Kafka a whole run works on: one that runs already, or one of its own. */
final class RunKafkaOptions {

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
            Path results,
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

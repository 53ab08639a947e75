package io.adpipeline.cli;

import io.adpipeline.kafka.ClientProperties;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.ServerAddress;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which Kafka a command works on. */
final class KafkaOptions {

    private static final String DEFAULT = "localhost:9092";

    @Option(
            names = {"--bootstrap-server", "--bootstrapServers"},
            paramLabel = "HOST:PORT[,…]",
            description = "The Kafka to work on. Default: the scenario's bootstrapServers, or localhost:9092.")
    private String servers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "File with Kafka client properties (for example SASL or TLS settings), for every connection.")
    private Path config;

    /**
     * The option decides, then the scenario, then the default.
     *
     * @throws IllegalArgumentException if the addresses or the file are wrong, or the file's properties would be sent to a
     *     Kafka that only the scenario names
     */
    KafkaConnection connection(Scenario scenario) {
        if (servers == null && config != null && scenario.bootstrapServers().isPresent()) {
            throw new IllegalArgumentException(
                    "%1$s may hold credentials, and only the scenario names the Kafka at %2$s: say --bootstrap-server=%2$s if they are for it"
                            .formatted(config, scenario.bootstrapServers().get()));
        }
        String address = servers == null ? scenario.bootstrapServers().orElse(DEFAULT) : servers;
        ServerAddress.parseAll(address);
        return new KafkaConnection(address, config == null ? Map.of() : ClientProperties.read(config));
    }
}

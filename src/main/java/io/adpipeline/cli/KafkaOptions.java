package io.adpipeline.cli;

import io.adpipeline.kafka.ClientProperties;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.ServerAddress;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which Kafka a command works on. */
final class KafkaOptions {

    @Option(
            names = {"--bootstrap-server", "--bootstrapServers"},
            paramLabel = "HOST:PORT[,…]",
            defaultValue = "localhost:9092",
            description = "The Kafka to work on. Default: ${DEFAULT-VALUE}.")
    private String servers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Client properties for every connection to it, as for Kafka's own commands: SASL, TLS.")
    private Path config;

    /** @throws IllegalArgumentException if the addresses or the file are wrong */
    KafkaConnection connection() {
        ServerAddress.parseAll(servers);
        return new KafkaConnection(servers, config == null ? Map.of() : ClientProperties.read(config));
    }
}

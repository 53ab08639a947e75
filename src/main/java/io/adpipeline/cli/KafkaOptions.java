package io.adpipeline.cli;

import io.adpipeline.evidence.RunException;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.KafkaConnection.ServerAddress;
import io.adpipeline.kafka.Topics;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
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

    /** @throws IllegalArgumentException if one of these options is given along with the one that excludes them */
    void requireNone(String other) {
        if (servers != null || config != null) {
            throw new IllegalArgumentException(
                    "%s starts a Kafka of its own: say it without --bootstrap-server and --kafka-config"
                            .formatted(other));
        }
    }

    /**
     * The Kafka that the option names, else the one that the scenario names, else the default.
     *
     * @throws IllegalArgumentException if the addresses or the file are wrong, or the file's properties would be sent
     *     to a Kafka that only the scenario names
     */
    KafkaConnection connection(Scenario scenario) {
        if (servers == null && config != null && scenario.bootstrapServers().isPresent()) {
            throw new IllegalArgumentException(
                    "%1$s may hold credentials, and only the scenario names the Kafka at %2$s: say --bootstrap-server=%2$s if they are for it"
                            .formatted(config, scenario.bootstrapServers().get()));
        }
        String address = servers == null ? scenario.bootstrapServers().orElse(DEFAULT) : servers;
        ServerAddress.parseAll(address);
        return new KafkaConnection(address, config == null ? Map.of() : KafkaConnection.readProperties(config));
    }

    /**
     * Makes sure that the topics exist which a command needs and does not create.
     *
     * @throws RunException if one does not exist; says what to do
     */
    static void requireTopics(KafkaConnection kafka, String... names) {
        try (Topics topics = new Topics(kafka)) {
            requireTopics(topics, kafka, names);
        }
    }

    private static void requireTopics(Topics topics, KafkaConnection kafka, String... names) {
        List<String> missing =
                Stream.of(names).filter(name -> !topics.exists(name)).toList();
        if (!missing.isEmpty()) {
            throw new RunException("no topic %s at %s: create it with 'adpipeline topics create'"
                    .formatted(String.join(" and no topic ", missing), kafka.bootstrapServers()));
        }
    }

    /**
     * The end offsets of a topic of results.
     *
     * @throws RunException if it does not exist, or its records do not have the broker's time; says what to do
     */
    static Map<TopicPartition, Long> endOffsetsOfResults(KafkaConnection kafka, String name) {
        try (Topics topics = new Topics(kafka)) {
            requireTopics(topics, kafka, name);
            if (!topics.hasBrokerTime(name)) {
                throw new RunException(
                        "the times in topic %s are its producers', and a latency ends when the broker has the result: "
                                        .formatted(name)
                                + "set message.timestamp.type=LogAppendTime, or create it with 'adpipeline topics create'");
            }
            return topics.endOffsets(name);
        }
    }
}

package io.adpipeline.broker;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.KafkaConnection.ServerAddress;
import io.adpipeline.kafka.Topics;
import java.util.List;
import java.util.Optional;

/** A Kafka that ran before us and runs on after us. For any thread. */
public final class ExternalBroker extends KafkaBroker {

    /**
     * Takes the Kafka at the address once it has answered.
     *
     * @throws io.adpipeline.kafka.KafkaUnavailableException if it does not answer within 15 s, or refuses
     */
    public ExternalBroker(KafkaConnection connection) {
        super("external", "Kafka at " + connection.bootstrapServers(), connection, Optional.empty());
        new Topics(connection).close();
    }

    /** On this machine it has some. */
    @Override
    public Optional<List<Long>> processesOutside() {
        boolean here = ServerAddress.parseAll(connection().bootstrapServers()).stream()
                .anyMatch(address -> LOOPBACK_NAMES.contains(address.host()));
        return here ? Optional.empty() : Optional.of(List.of());
    }

    /** Leaves the Kafka as it is. */
    @Override
    public void close() {
        // nothing was started
    }
}

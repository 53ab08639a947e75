package io.adpipeline.broker;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.KafkaConnection.ServerAddress;
import io.adpipeline.kafka.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;

/** A Kafka that runs already, and that is left running. For any thread. */
public final class ExternalBroker extends KafkaBroker {

    /**
     * Connects, and returns when the Kafka has answered.
     *
     * @throws io.adpipeline.kafka.KafkaUnavailableException if it does not answer within about 15 s, or refuses
     */
    public ExternalBroker(KafkaConnection connection) {
        super("external", "Kafka at " + connection.bootstrapServers(), connection, Optional.empty());
        new Topics(connection).close();
    }

    /** Unknown if a bootstrap server is at an address of this machine; otherwise Kafka has no process here. */
    @Override
    public Optional<List<Long>> processesOutside() {
        boolean here = ServerAddress.parseAll(connection().bootstrapServers()).stream()
                .anyMatch(server -> isHere(server.host()));
        return here ? Optional.empty() : Optional.of(List.of());
    }

    /** Whether a name or address is of this machine; false if it is not known. */
    static boolean isHere(String host) {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getByName(host)) != null;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Leaves the Kafka as it is. */
    @Override
    public void close() {
        // nothing was started
    }
}

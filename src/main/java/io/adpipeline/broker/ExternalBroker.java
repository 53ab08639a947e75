package io.adpipeline.broker;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.Topics;
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

    @Override
    public void kill() {
        throw new UnsupportedOperationException(
                description() + " was not started by this run, so it is not ours to kill");
    }

    /** Leaves the Kafka as it is. */
    @Override
    public void close() {
        // nothing was started
    }
}

package io.adpipeline.broker;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.Topics;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Kafka that ran before us and runs on after us. For any thread.
 *
 * @param connection how clients reach it
 */
public record ExternalBroker(KafkaConnection connection) implements KafkaBroker {

    static final String KIND = "external";

    /**
     * Takes the Kafka at the address once it has answered.
     *
     * @throws io.adpipeline.kafka.KafkaUnavailableException if it does not answer within 15 s, or refuses
     */
    public ExternalBroker {
        new Topics(connection).close();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String description() {
        return "Kafka at " + connection.bootstrapServers();
    }

    @Override
    public boolean ownedByRun() {
        return false;
    }

    @Override
    public Optional<Path> log() {
        return Optional.empty();
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

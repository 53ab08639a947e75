package io.adpipeline.broker;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.Topics;
import java.nio.file.Path;
import java.util.Optional;

/** A Kafka that ran before us and runs on after us. Immutable, for any thread. */
public final class ExternalBroker implements KafkaBroker {

    static final String KIND = "external";

    private final KafkaConnection connection;

    private ExternalBroker(KafkaConnection connection) {
        this.connection = connection;
    }

    /**
     * Takes the Kafka at the address once it has answered.
     *
     * @throws io.adpipeline.kafka.KafkaUnavailableException if it does not answer within 15 s, or refuses
     */
    public static ExternalBroker connect(KafkaConnection connection) {
        new Topics(connection).close();
        return new ExternalBroker(connection);
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
    public KafkaConnection connection() {
        return connection;
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

package io.adpipeline.broker;

import io.adpipeline.kafka.KafkaConnection;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Kafka to run a scenario on. May be used from any thread; {@link #close()} takes down whatever was started for it
 * (nothing, for a Kafka that ran already) and may be called twice.
 */
public interface KafkaBroker extends AutoCloseable {

    /** {@code testcontainers}, {@code embedded} or {@code external}. */
    String kind();

    /** One line for console and report: what runs where, as in "apache/kafka:3.9.2 in Docker". */
    String description();

    /** How clients reach it. */
    KafkaConnection connection();

    /** Whether it was started for this run, so that its topics are ours to delete. */
    boolean ownedByRun();

    /** Its log, where there is one to read. */
    Optional<Path> log();

    /**
     * Ends the broker at once, as a crash would.
     *
     * @throws UnsupportedOperationException for a Kafka that the run did not start
     */
    void kill();

    @Override
    void close();
}

package io.adpipeline.broker;

import io.adpipeline.kafka.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A Kafka to run a scenario on. May be used from any thread; {@link #close()} takes down whatever was started for it
 * (nothing, for a Kafka that ran already) and may be called twice.
 */
public abstract class KafkaBroker implements AutoCloseable {

    /** Long, because a machine with other work to do may take most of a minute. */
    static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final String kind;
    private final String description;
    private final KafkaConnection connection;
    private final Optional<Path> log;

    KafkaBroker(String kind, String description, KafkaConnection connection, Optional<Path> log) {
        this.kind = kind;
        this.description = description;
        this.connection = connection;
        this.log = log;
    }

    /** {@code testcontainers}, {@code embedded} or {@code external}. */
    public String kind() {
        return kind;
    }

    /** One line for console and report: what runs where, as in "apache/kafka:3.9.2 in Docker". */
    public String description() {
        return description;
    }

    /** How clients reach it. */
    public KafkaConnection connection() {
        return connection;
    }

    /** The log of a Kafka that the run started; empty for one that ran already. */
    public Optional<Path> log() {
        return log;
    }

    /**
     * Ids of its processes on this machine that are not descendants of this JVM. Empty if such processes may exist but
     * are unknown: their use of the machine cannot be told from that of other programs.
     */
    public abstract Optional<List<Long>> processesOutside();

    /** Whether it was started for this run, so that the run may delete its topics. */
    public boolean ownedByRun() {
        return log.isPresent();
    }

    @Override
    public abstract void close();
}

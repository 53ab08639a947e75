package io.adpipeline.broker;

import java.util.Objects;

/**
 * A Kafka that is ready, and why it is this one. Closing it closes the broker.
 *
 * @param broker the Kafka
 * @param reason why this kind was taken, as in "no Docker engine answers"
 */
public record StartedBroker(KafkaBroker broker, String reason) implements AutoCloseable {

    public StartedBroker {
        Objects.requireNonNull(broker, "broker");
        Objects.requireNonNull(reason, "reason");
    }

    /** One line for console and report, as in "embedded broker 3.9.2 on port 40137 (no Docker engine answers)". */
    public String line() {
        return "%s (%s)".formatted(broker.description(), reason);
    }

    @Override
    public void close() {
        broker.close();
    }
}

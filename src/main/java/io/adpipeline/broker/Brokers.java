package io.adpipeline.broker;

import io.adpipeline.kafka.KafkaConnection;
import java.util.Optional;
import java.util.function.Supplier;

/** Starts the Kafka that was asked for. */
public final class Brokers {

    private static final String ASKED_FOR = "asked for";

    private Brokers() {}

    /**
     * Starts the chosen Kafka, or connects to a running one, and waits until it serves clients.
     *
     * @throws BrokerException if it cannot be started; says why and what to do
     * @throws io.adpipeline.kafka.KafkaUnavailableException if a Kafka that should run already does not answer
     */
    public static StartedBroker start(BrokerChoice choice, BrokerSettings settings) {
        return start(choice, settings, TestcontainersBroker::obstacle);
    }

    /** @param whyNoDocker gives why no container can run, or empty if one can; called only if the choice needs it */
    static StartedBroker start(BrokerChoice choice, BrokerSettings settings, Supplier<Optional<String>> whyNoDocker) {
        return switch (choice.kind()) {
            case AUTO -> startAny(settings, whyNoDocker.get());
            case TESTCONTAINERS -> new StartedBroker(startContainer(settings, whyNoDocker.get()), ASKED_FOR);
            case EMBEDDED -> new StartedBroker(EmbeddedBroker.start(settings), ASKED_FOR);
            case EXTERNAL -> new StartedBroker(connect(choice, settings), ASKED_FOR);
        };
    }

    private static StartedBroker startAny(BrokerSettings settings, Optional<String> whyNoDocker) {
        return whyNoDocker.isEmpty()
                ? new StartedBroker(TestcontainersBroker.start(settings), "a Docker engine answers")
                : new StartedBroker(EmbeddedBroker.start(settings), whyNoDocker.get());
    }

    private static KafkaBroker startContainer(BrokerSettings settings, Optional<String> whyNoDocker) {
        whyNoDocker.ifPresent(reason -> {
            throw new BrokerException("Kafka was asked for as testcontainers, but " + reason
                    + ". Start Docker (see that 'docker info' works for this user) or ask for embedded instead.");
        });
        return TestcontainersBroker.start(settings);
    }

    private static KafkaBroker connect(BrokerChoice choice, BrokerSettings settings) {
        return new ExternalBroker(new KafkaConnection(choice.bootstrapServers(), settings.clientProperties()));
    }

    /**
     * A Kafka that is ready, and why it is this one. Closing it closes the broker.
     *
     * @param broker the Kafka
     * @param reason why this kind was taken, as in "no Docker engine answers"
     */
    public record StartedBroker(KafkaBroker broker, String reason) implements AutoCloseable {

        /** One line for console and report, as in "embedded broker 3.9.2 on port 40137 (no Docker engine answers)". */
        public String line() {
            return "%s (%s)".formatted(broker.description(), reason);
        }

        @Override
        public void close() {
            broker.close();
        }
    }
}

package io.adpipeline.broker;

import io.adpipeline.kafka.KafkaConnection;

/** Starts the Kafka that was asked for. */
public final class Brokers {

    private static final String NO_DOCKER = "no Docker engine answers";
    private static final String ASKED_FOR = "asked for";

    private Brokers() {}

    /**
     * Starts it, or connects to it, and waits until it serves clients.
     *
     * @throws BrokerException if it cannot be started; says why and what to do
     * @throws io.adpipeline.kafka.KafkaUnavailableException if the one that should run already does not answer
     */
    public static StartedBroker start(BrokerChoice choice, BrokerSettings settings) {
        return switch (choice.kind()) {
            case AUTO -> DockerEngine.answers()
                    ? new StartedBroker(TestcontainersBroker.start(settings), "a Docker engine answers")
                    : new StartedBroker(EmbeddedBroker.start(settings), NO_DOCKER);
            case TESTCONTAINERS -> new StartedBroker(startContainer(settings), ASKED_FOR);
            case EMBEDDED -> new StartedBroker(EmbeddedBroker.start(settings), ASKED_FOR);
            case EXTERNAL -> new StartedBroker(connect(choice, settings), ASKED_FOR);
        };
    }

    private static KafkaBroker startContainer(BrokerSettings settings) {
        if (!DockerEngine.answers()) {
            throw new BrokerException(("Kafka was asked for as testcontainers, but %s. Start Docker (see that 'docker info' "
                            + "works for this user) or ask for embedded instead.").formatted(NO_DOCKER));
        }
        return TestcontainersBroker.start(settings);
    }

    private static KafkaBroker connect(BrokerChoice choice, BrokerSettings settings) {
        return ExternalBroker.connect(new KafkaConnection(choice.bootstrapServers(), settings.clientProperties()));
    }
}

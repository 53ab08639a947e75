package io.adpipeline.broker;

import io.adpipeline.kafka.KafkaConnection.ServerAddress;

/**
 * Which Kafka a run asks for.
 *
 * @param kind where it comes from
 * @param bootstrapServers {@code HOST:PORT[,HOST:PORT…]} for {@link Kind#EXTERNAL}, else empty
 */
public record BrokerChoice(Kind kind, String bootstrapServers) {

    /** Where a Kafka comes from. */
    public enum Kind {
        /** A container where a Docker engine answers, else the embedded broker. */
        AUTO,
        /** A container, through Testcontainers. */
        TESTCONTAINERS,
        /** A broker in a JVM of its own. */
        EMBEDDED,
        /** One that runs already. */
        EXTERNAL
    }

    /**
     * Reads a choice.
     *
     * @param text {@code auto}, {@code testcontainers}, {@code embedded} or {@code HOST:PORT[,HOST:PORT…]}
     * @throws IllegalArgumentException for anything else; lists what is allowed
     */
    public static BrokerChoice parse(String text) {
        return switch (text) {
            case "auto" -> new BrokerChoice(Kind.AUTO, "");
            case TestcontainersBroker.KIND -> new BrokerChoice(Kind.TESTCONTAINERS, "");
            case EmbeddedBroker.KIND -> new BrokerChoice(Kind.EMBEDDED, "");
            default -> external(text);
        };
    }

    private static BrokerChoice external(String text) {
        try {
            ServerAddress.parseAll(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the Kafka to use must be auto, testcontainers, embedded or HOST:PORT[,HOST:PORT…], was '%s' (%s)"
                            .formatted(text, e.getMessage()),
                    e);
        }
        return new BrokerChoice(Kind.EXTERNAL, text);
    }
}

package io.adpipeline.kafka;

/** A Kafka does not answer, or refuses to talk to us. The message is one line for a person: where, how long, why. */
public final class KafkaUnavailableException extends RuntimeException {

    public KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

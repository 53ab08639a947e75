package io.adpipeline.broker;

/** A Kafka for the run could not be started; the message says which, why and what to do. */
public final class BrokerException extends RuntimeException {

    public BrokerException(String message) {
        super(message);
    }

    public BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.adpipeline.broker;

import org.apache.commons.lang3.exception.ExceptionUtils;

/** A Kafka for the run could not be started; the message says which, why and what to do. */
public final class BrokerException extends RuntimeException {

    public BrokerException(String message) {
        super(message);
    }

    public BrokerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message of the root cause of a failure, or its type if it has none; one line. */
    static String rootMessage(Throwable failure) {
        Throwable root = ExceptionUtils.getRootCause(failure);
        String message = root.getMessage() == null ? "" : root.getMessage().strip();
        return message.lines().findFirst().orElse(root.getClass().getSimpleName());
    }
}

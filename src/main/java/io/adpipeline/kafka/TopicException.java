package io.adpipeline.kafka;

/** A request to the cluster failed; the message names the request, its topic if it has one, and the reason. */
public class TopicException extends RuntimeException {

    public TopicException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A topic that must be there is not. */
    public static final class NotFound extends TopicException {

        NotFound(String topic, Throwable cause) {
            super("Topic '%s' does not exist".formatted(topic), cause);
        }
    }

    /** A topic to be created is there already. */
    public static final class AlreadyExists extends TopicException {

        AlreadyExists(String topic, Throwable cause) {
            super("Topic '%s' already exists".formatted(topic), cause);
        }
    }
}

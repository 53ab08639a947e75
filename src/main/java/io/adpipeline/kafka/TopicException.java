package io.adpipeline.kafka;

/** Something asked of a topic was not done; the message names the topic, what was asked and why not. */
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

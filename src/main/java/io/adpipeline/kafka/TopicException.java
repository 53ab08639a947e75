package io.adpipeline.kafka;

/** Something asked of a topic was not done; the message names the topic, what was asked and why not. */
public class TopicException extends RuntimeException {

    public TopicException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.adpipeline.kafka;

/** A topic to be created is there already. */
public final class TopicAlreadyExistsException extends TopicException {

    private final String topic;

    TopicAlreadyExistsException(String topic, Throwable cause) {
        super("Topic '%s' already exists".formatted(topic), cause);
        this.topic = topic;
    }

    public String topic() {
        return topic;
    }
}

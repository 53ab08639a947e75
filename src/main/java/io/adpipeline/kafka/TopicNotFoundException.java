package io.adpipeline.kafka;

/** A topic that must be there is not. */
public final class TopicNotFoundException extends TopicException {

    private final String topic;

    TopicNotFoundException(String topic, Throwable cause) {
        super("Topic '%s' does not exist".formatted(topic), cause);
        this.topic = topic;
    }

    public String topic() {
        return topic;
    }
}

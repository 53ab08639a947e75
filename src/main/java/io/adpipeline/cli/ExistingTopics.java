package io.adpipeline.cli;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.TopicException;
import io.adpipeline.kafka.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** Topics that a command needs and does not make. */
final class ExistingTopics {

    private ExistingTopics() {}

    /** @throws TopicException if one is not there; says what to do */
    static void require(KafkaConnection kafka, String... names) {
        try (Topics topics = new Topics(kafka)) {
            require(topics, kafka, names);
        }
    }

    private static void require(Topics topics, KafkaConnection kafka, String... names) {
        List<String> missing =
                Stream.of(names).filter(name -> !topics.exists(name)).toList();
        if (!missing.isEmpty()) {
            throw new TopicException(
                    "no topic %s at %s: create it with 'adpipeline topics create'"
                            .formatted(String.join(" and no topic ", missing), kafka.bootstrapServers()),
                    null);
        }
    }

    /**
     * The end offsets of a topic of results.
     *
     * @throws TopicException if it is not there, or has not the broker's times; says what to do
     */
    static Map<TopicPartition, Long> endOffsetsOfResults(KafkaConnection kafka, String name) {
        try (Topics topics = new Topics(kafka)) {
            require(topics, kafka, name);
            if (!topics.hasBrokerTime(name)) {
                throw new TopicException(
                        "the times in topic %s are its producers', and a latency ends when the broker has the result: "
                                        .formatted(name)
                                + "set message.timestamp.type=LogAppendTime, or create it with 'adpipeline topics create'",
                        null);
            }
            return topics.endOffsets(name);
        }
    }
}

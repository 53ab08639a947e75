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
     * The end offsets of one.
     *
     * @throws TopicException if it is not there; says what to do
     */
    static Map<TopicPartition, Long> endOffsets(KafkaConnection kafka, String name) {
        try (Topics topics = new Topics(kafka)) {
            require(topics, kafka, name);
            return topics.endOffsets(name);
        }
    }
}

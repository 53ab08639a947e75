package io.adpipeline.kafka;

import java.util.Map;
import java.util.TreeMap;

/**
 * Partitions, replication and settings of a topic.
 *
 * @param partitions at least 1
 * @param replication replicas of each partition, at least 1
 * @param config settings of this topic that differ from the cluster's, by their Kafka names
 */
public record TopicLayout(int partitions, short replication, Map<String, String> config) {

    public TopicLayout {
        config = Map.copyOf(config);
    }

    @Override
    public String toString() {
        return "%d partitions, replication %d%s"
                .formatted(partitions, replication, config.isEmpty() ? "" : ", " + new TreeMap<>(config));
    }
}

package io.adpipeline.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** Looks at topics and changes nothing. For any thread. */
final class TopicReader {

    private final AdminCalls calls;

    TopicReader(AdminCalls calls) {
        this.calls = calls;
    }

    Set<String> names() {
        ListTopicsOptions withInternal = new ListTopicsOptions().listInternal(true);
        Set<String> names = calls.ask(
                "listing topics", admin -> admin.listTopics(withInternal).names());
        return new TreeSet<>(names);
    }

    /** Either answer counts: each may come from another node, and the nodes learn of a change one by one. */
    boolean exists(String name) {
        return find(name).isPresent() || names().contains(name);
    }

    Optional<TopicDescription> find(String name) {
        try {
            return Optional.of(get(name));
        } catch (TopicNotFoundException e) {
            return Optional.empty();
        }
    }

    private TopicDescription get(String name) {
        return calls.askAbout(
                name,
                "describing it",
                admin -> admin.describeTopics(List.of(name)).topicNameValues().get(name));
    }

    TopicLayout layout(String name) {
        TopicDescription topic = get(name);
        int replication = topic.partitions().get(0).replicas().size();
        return new TopicLayout(topic.partitions().size(), (short) replication, ownConfig(name));
    }

    private Map<String, String> ownConfig(String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        Config config = calls.askAbout(
                name,
                "reading its settings",
                admin -> admin.describeConfigs(List.of(resource)).values().get(resource));
        Map<String, String> own = new TreeMap<>();
        for (ConfigEntry entry : config.entries()) {
            if (entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG && entry.value() != null) {
                own.put(entry.name(), entry.value());
            }
        }
        return own;
    }

    Map<TopicPartition, Long> endOffsets(String name) {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(
                        0, get(name).partitions().size())
                .mapToObj(partition -> new TopicPartition(name, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> answer = calls.askAbout(
                name,
                "asking for its end offsets",
                admin -> admin.listOffsets(latest).all());
        return answer.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}

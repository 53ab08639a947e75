package io.adpipeline.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Creates, clears and inspects topics. A change returns only when the cluster has really made it. May be used from any
 * thread.
 *
 * <p>Every method throws {@link KafkaUnavailableException} if the cluster gives no answer within 10 s, and
 * {@link TopicException} for whatever else fails.
 */
public final class Topics implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final AdminCalls calls;

    /**
     * Connects.
     *
     * @throws KafkaUnavailableException if no Kafka answers within about 15 s, or it refuses
     */
    public Topics(KafkaConnection connection) {
        this.calls = new AdminCalls(connection);
    }

    /**
     * Creates a topic and waits until each of its partitions has a leader that answers, 30 s at most.
     *
     * @throws TopicException.AlreadyExists if it is there already
     */
    public void create(String name, TopicLayout layout) {
        NewTopic topic = new NewTopic(name, layout.partitions(), layout.replication()).configs(layout.config());
        Uuid id = create(name, layout.toString(), topic);
        awaitCluster(
                LIMIT,
                "a leader for each of the %d partitions of topic '%s'".formatted(layout.partitions(), name),
                () -> isServed(name, id, layout.partitions()));
        endOffsets(name); // asks every leader, and waits until it leads
    }

    /**
     * Makes at most two tries of one request each, because the answer to a request that succeeded may be lost. A topic
     * that exists at the first try is someone else's; one that exists at the second is ours.
     */
    private Uuid create(String name, String layout, NewTopic topic) {
        Function<Admin, KafkaFuture<Uuid>> call =
                admin -> admin.createTopics(List.of(topic)).topicId(name);
        String what = "creating it with " + layout;
        try {
            return calls.askOnceAbout(name, what, call);
        } catch (KafkaUnavailableException lost) {
            try {
                return calls.askOnceAbout(name, what, call);
            } catch (TopicException.AlreadyExists ours) {
                return get(name).topicId();
            }
        }
    }

    /** Compares ids, because a node may still know a deleted topic of the same name. */
    private boolean isServed(String name, Uuid id, int partitions) {
        return find(name)
                .filter(topic -> topic.topicId().equals(id))
                .filter(topic -> topic.partitions().size() == partitions)
                .filter(topic -> topic.partitions().stream().allMatch(Topics::hasLeader))
                .isPresent();
    }

    private static boolean hasLeader(TopicPartitionInfo partition) {
        return partition.leader() != null && !partition.leader().isEmpty();
    }

    /**
     * Deletes topics and waits until they are gone, 30 s at most.
     *
     * @return the names of those that existed
     */
    public Set<String> delete(Collection<String> names) {
        Set<String> deleted = new TreeSet<>();
        for (String name : new TreeSet<>(names)) {
            try {
                calls.askAbout(
                        name,
                        "deleting it",
                        admin -> admin.deleteTopics(List.of(name)).all());
                deleted.add(name);
            } catch (TopicException.NotFound e) {
                // there is nothing to delete
            }
        }
        awaitCluster(
                LIMIT, "the end of topics " + deleted, () -> deleted.stream().noneMatch(this::exists));
        return deleted;
    }

    /**
     * Empties a topic and keeps its partitions, replication and settings: deletes it, waits until it is gone, creates
     * it again. Takes 60 s at most.
     *
     * @throws TopicException.NotFound if there is no such topic
     */
    public void clear(String name) {
        recreate(name, describe(name));
    }

    /**
     * Makes the topic new and empty with the given layout: deletes it if it is there, waits until it is gone, creates
     * it. Takes 60 s at most.
     *
     * @throws TopicException before anything is deleted, if the cluster would not make such a topic
     */
    public void recreate(String name, TopicLayout layout) {
        requireCreatable(name, layout);
        awaitCluster(LIMIT.multipliedBy(2), "topic '%s' to be deleted and created again".formatted(name), () -> {
            delete(List.of(name));
            try {
                create(name, layout);
                return true;
            } catch (TopicException.AlreadyExists e) {
                return false; // a client that still asks for the topic made the cluster create it
            }
        });
    }

    /** Asks whether the cluster would create such a topic. Uses a fresh name, as an existing one would be refused. */
    private void requireCreatable(String name, TopicLayout layout) {
        String fresh = "%.200s-%.8s".formatted(name, UUID.randomUUID());
        NewTopic topic = new NewTopic(fresh, layout.partitions(), layout.replication()).configs(layout.config());
        CreateTopicsOptions onlyAsk = new CreateTopicsOptions().validateOnly(true);
        calls.askAbout(
                name,
                "asking for one like it with " + layout,
                admin -> admin.createTopics(List.of(topic), onlyAsk).all());
    }

    /**
     * Whether any answer of the cluster still shows the topic. Asks twice: each answer may come from another node, and
     * the nodes learn of a change one by one.
     */
    public boolean exists(String name) {
        return find(name).isPresent() || names().contains(name);
    }

    /** The names of all topics, internal ones included, sorted. */
    public Set<String> names() {
        ListTopicsOptions withInternal = new ListTopicsOptions().listInternal(true);
        Set<String> names = calls.ask(
                "listing topics", admin -> admin.listTopics(withInternal).names());
        return new TreeSet<>(names);
    }

    /**
     * The offset after the last readable record of each partition; a transaction's records are readable once it is
     * committed.
     *
     * @throws TopicException.NotFound if there is no such topic
     */
    public Map<TopicPartition, Long> endOffsets(String name) {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(
                        0, get(name).partitions().size())
                .mapToObj(partition -> new TopicPartition(name, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> answer = calls.askAbout(
                name,
                "asking for its end offsets",
                admin -> admin.listOffsets(latest, COMMITTED).all());
        return answer.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** The offsets that a consumer group has committed for a topic; partitions without one are absent. */
    public Map<TopicPartition, Long> committedOffsets(String group, String name) {
        Map<TopicPartition, OffsetAndMetadata> answer = calls.ask(
                "asking for the offsets of the consumer group '%s'".formatted(group),
                admin -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return answer.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(name) && entry.getValue() != null)
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /**
     * The layout of a topic.
     *
     * @throws TopicException.NotFound if there is no such topic
     */
    public TopicLayout describe(String name) {
        TopicDescription topic = get(name);
        int replication = topic.partitions().get(0).replicas().size();
        return new TopicLayout(topic.partitions().size(), (short) replication, ownConfig(name));
    }

    /** Whether a topic's records carry the time of their append by the broker, and not the producer's time. */
    public boolean hasBrokerTime(String name) {
        return config(name)
                .get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
                .value()
                .equals(TimestampType.LOG_APPEND_TIME.name);
    }

    private Config config(String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        return calls.askAbout(
                name,
                "reading its settings",
                admin -> admin.describeConfigs(List.of(resource)).values().get(resource));
    }

    private Map<String, String> ownConfig(String name) {
        return config(name).entries().stream()
                .filter(entry -> entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG && entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    private Optional<TopicDescription> find(String name) {
        try {
            return Optional.of(get(name));
        } catch (TopicException.NotFound e) {
            return Optional.empty();
        }
    }

    private TopicDescription get(String name) {
        return calls.askAbout(
                name,
                "describing it",
                admin -> admin.describeTopics(List.of(name)).topicNameValues().get(name));
    }

    private static void awaitCluster(Duration limit, String what, Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .dontCatchUncaughtExceptions()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL_INTERVAL)
                    .atMost(limit)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw new TopicException("Gave up after %d s of waiting for %s".formatted(limit.toSeconds(), what), e);
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}

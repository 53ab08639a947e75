package io.adpipeline.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Creates, clears and looks at topics, and returns only when the cluster has really done it. May be used from any
 * thread.
 *
 * <p>Every method throws {@link KafkaUnavailableException} if the cluster gives no answer within 10 s, and
 * {@link TopicException} for whatever else fails.
 */
public final class Topics implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final AdminCalls calls;
    private final TopicReader reader;

    /**
     * Connects.
     *
     * @throws KafkaUnavailableException if no Kafka answers within 15 s, or it refuses
     */
    public Topics(KafkaConnection connection) {
        this.calls = new AdminCalls(connection);
        this.reader = new TopicReader(calls);
    }

    /**
     * Creates a topic and waits until each of its partitions has a leader that answers, 30 s at most.
     *
     * @throws TopicAlreadyExistsException if it is there already
     */
    public void create(String name, TopicLayout layout) {
        NewTopic topic = new NewTopic(name, layout.partitions(), layout.replication()).configs(layout.config());
        Uuid id = calls.askAbout(
                name,
                "creating it with " + layout,
                admin -> admin.createTopics(List.of(topic)).topicId(name));
        awaitCluster(
                "a leader for each of the %d partitions of topic '%s'".formatted(layout.partitions(), name),
                () -> isServed(name, id, layout.partitions()));
        reader.endOffsets(name); // asks every leader, and waits until it leads
    }

    /** The id tells the new topic from one of the same name that another node still remembers. */
    private boolean isServed(String name, Uuid id, int partitions) {
        return reader.find(name)
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
     * @return those of the names that were there
     */
    public Set<String> delete(Collection<String> names) {
        Set<String> deleted = new TreeSet<>();
        for (String name : new TreeSet<>(names)) {
            if (deleteIfThere(name)) {
                deleted.add(name);
            }
        }
        awaitCluster("the end of topics " + deleted, () -> deleted.stream().noneMatch(reader::exists));
        return deleted;
    }

    private boolean deleteIfThere(String name) {
        try {
            calls.askAbout(
                    name,
                    "deleting it",
                    admin -> admin.deleteTopics(List.of(name)).all());
            return true;
        } catch (TopicNotFoundException e) {
            return false;
        }
    }

    /**
     * Empties a topic and keeps its partitions, replication and settings: deletes it, waits until it is gone, creates
     * it again. Takes 60 s at most.
     *
     * @throws TopicNotFoundException if there is no such topic
     */
    public void clear(String name) {
        recreate(name, describe(name));
    }

    /**
     * Makes the topic new and empty with the given layout: deletes it if it is there, waits until it is gone, creates
     * it. Takes 60 s at most.
     */
    public void recreate(String name, TopicLayout layout) {
        awaitCluster("topic '%s' to be deleted and created again".formatted(name), () -> {
            delete(List.of(name));
            try {
                create(name, layout);
                return true;
            } catch (TopicAlreadyExistsException e) {
                return false; // a client that still asks for the topic made the cluster create it
            }
        });
    }

    /** Whether any answer of the cluster still shows the topic. */
    public boolean exists(String name) {
        return reader.exists(name);
    }

    /** The names of all topics, internal ones included, sorted. */
    public Set<String> names() {
        return reader.names();
    }

    /**
     * The offset after the last record of each partition.
     *
     * @throws TopicNotFoundException if there is no such topic
     */
    public Map<TopicPartition, Long> endOffsets(String topic) {
        return reader.endOffsets(topic);
    }

    /**
     * What the topic was created with.
     *
     * @throws TopicNotFoundException if there is no such topic
     */
    public TopicLayout describe(String name) {
        return reader.layout(name);
    }

    private static void awaitCluster(String what, Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL_INTERVAL)
                    .atMost(LIMIT)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw new TopicException("Waited %d s in vain for %s".formatted(LIMIT.toSeconds(), what), e);
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}

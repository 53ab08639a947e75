package io.adpipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adpipeline.it.SharedKafka;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.KafkaUnavailableException;
import io.adpipeline.kafka.TopicException;
import io.adpipeline.kafka.TopicLayout;
import io.adpipeline.kafka.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicsIT {

    private static final short ONE = 1;

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    private static Topics topics;

    @BeforeAll
    static void connect() {
        topics = new Topics(KAFKA.broker().connection());
    }

    @AfterAll
    static void disconnect() {
        topics.close();
    }

    @Test
    void aNewTopicIsAsItWasAskedFor() {
        topics.create("asked", new TopicLayout(3, ONE, Map.of("message.timestamp.type", "LogAppendTime")));

        assertThat(topics.describe("asked"))
                .isEqualTo(new TopicLayout(3, ONE, Map.of("message.timestamp.type", "LogAppendTime")));
        assertThat(topics.exists("asked")).isTrue();
        assertThat(topics.names()).contains("asked");
        assertThat(topics.endOffsets("asked"))
                .isEqualTo(Map.of(partition("asked", 0), 0L, partition("asked", 1), 0L, partition("asked", 2), 0L));
    }

    @Test
    void aConsumerGroupHasTheOffsetsOfOneTopicThatItCommitted() {
        topics.create("grouped", new TopicLayout(2, ONE, Map.of()));
        topics.create("other", new TopicLayout(1, ONE, Map.of()));
        Map<String, Object> config = KAFKA.broker().connection().toClientConfig();
        config.put("group.id", "readers");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.commitSync(Map.of(
                    partition("grouped", 1),
                    new OffsetAndMetadata(7),
                    partition("other", 0),
                    new OffsetAndMetadata(3)));
        }

        assertThat(topics.committedOffsets("readers", "grouped")).isEqualTo(Map.of(partition("grouped", 1), 7L));
        assertThat(topics.committedOffsets("nobody", "grouped")).isEmpty();
    }

    @Test
    void aTopicIsNotCreatedTwice() {
        topics.create("twice", new TopicLayout(1, ONE, Map.of()));

        assertThatExceptionOfType(TopicException.AlreadyExists.class)
                .isThrownBy(() -> topics.create("twice", new TopicLayout(1, ONE, Map.of())))
                .withMessage("Topic 'twice' already exists");
    }

    @Test
    void whatTheClusterRefusesIsToldWithItsReason() {
        assertThatExceptionOfType(TopicException.class)
                .isThrownBy(() -> topics.create("wide", new TopicLayout(2, (short) 3, Map.of())))
                .withMessageContaining("Topic 'wide': creating it with 2 partitions, replication 3 failed")
                .withMessageContaining("3");
        assertThatExceptionOfType(TopicException.class)
                .isThrownBy(() -> topics.create("odd", new TopicLayout(1, ONE, Map.of("no.such.setting", "1"))))
                .withMessageContaining("no.such.setting");
        assertThat(topics.exists("wide")).isFalse();
    }

    @Test
    void deletedTopicsAreGoneWhenTheCallReturns() {
        topics.create("old-a", new TopicLayout(1, ONE, Map.of()));
        topics.create("old-b", new TopicLayout(1, ONE, Map.of()));

        assertThat(topics.delete(List.of("old-a", "never-there", "old-b"))).containsExactly("old-a", "old-b");

        assertThat(topics.exists("old-a")).isFalse();
        assertThat(topics.names()).doesNotContain("old-a", "old-b");
    }

    @Test
    void aClearedTopicIsEmptyAndOtherwiseTheSameTimeAfterTime() throws Exception {
        topics.create("filled", new TopicLayout(4, ONE, Map.of("retention.ms", "3600000")));
        TopicLayout layout = topics.describe("filled");
        for (int round = 0; round < 5; round++) {
            Records.send(KAFKA.broker().connection(), "filled", "one", "two", "three");
            assertThat(records("filled")).isEqualTo(3);

            topics.clear("filled");

            assertThat(topics.describe("filled")).isEqualTo(layout);
            assertThat(records("filled")).isZero();
        }
    }

    @Test
    void aRecreatedTopicHasTheNewPartitions() throws Exception {
        topics.recreate("changed", new TopicLayout(1, ONE, Map.of()));
        Records.send(KAFKA.broker().connection(), "changed", "one");

        topics.recreate("changed", new TopicLayout(6, ONE, Map.of()));

        assertThat(topics.endOffsets("changed"))
                .hasSize(6)
                .allSatisfy((partition, end) -> assertThat(end).isZero());
    }

    /** Asked under a fresh name, because an existing one is always refused. */
    @Test
    void aTopicThatCouldNotComeBackIsNotDeleted() throws Exception {
        topics.create("kept", new TopicLayout(1, ONE, Map.of()));
        Records.send(KAFKA.broker().connection(), "kept", "one");
        Set<String> before = topics.names();

        assertThatExceptionOfType(TopicException.class)
                .isThrownBy(() -> topics.recreate("kept", new TopicLayout(1, (short) 3, Map.of())))
                .withMessageContaining(
                        "Topic 'kept': asking for one like it with 1 partitions, replication 3 failed: ");
        assertThatExceptionOfType(TopicException.class)
                .isThrownBy(() -> topics.recreate("kept", new TopicLayout(1, ONE, Map.of("no.such.setting", "1"))))
                .withMessageContaining("no.such.setting");

        assertThat(records("kept")).isEqualTo(1);
        assertThat(topics.names()).isEqualTo(before);
    }

    @Test
    void whatIsOnlyTriedLeavesNoTopic() {
        topics.create("tried", new TopicLayout(1, ONE, Map.of()));
        Set<String> before = topics.names();

        topics.recreate("tried", new TopicLayout(2, ONE, Map.of()));

        assertThat(topics.names()).isEqualTo(before);
    }

    @Test
    void aTopicThatIsNotThereIsNamed() {
        assertThatExceptionOfType(TopicException.NotFound.class)
                .isThrownBy(() -> topics.clear("missing"))
                .withMessage("Topic 'missing' does not exist");
        assertThatExceptionOfType(TopicException.NotFound.class).isThrownBy(() -> topics.endOffsets("missing"));
        assertThatExceptionOfType(TopicException.NotFound.class).isThrownBy(() -> topics.describe("missing"));
    }

    @Test
    @Timeout(40) // the suite gives up after about 15 s, Kafka's own clients after 60
    void aServerThatSaysNothingIsNotWaitedForLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            KafkaConnection connection = KafkaConnection.plain("127.0.0.1:" + silent.getLocalPort());

            assertThatExceptionOfType(KafkaUnavailableException.class)
                    .isThrownBy(() -> new Topics(connection))
                    .withMessageContaining("no Kafka answers at " + connection.bootstrapServers() + ": ");
        }
    }

    private static long records(String topic) {
        return topics.endOffsets(topic).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static TopicPartition partition(String topic, int number) {
        return new TopicPartition(topic, number);
    }
}

package io.adpipeline.pipeline.spark;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.adpipeline.kafka.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Creates, fills and reads topics with plain Kafka clients. Not thread-safe. */
final class TopicClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final KafkaConnection kafka;
    private final Admin admin;

    TopicClient(KafkaConnection kafka) {
        this.kafka = kafka;
        this.admin = Admin.create(kafka.toClientConfig());
    }

    void create(String topic, int partitions) throws InterruptedException, ExecutionException, TimeoutException {
        NewTopic created =
                new NewTopic(topic, partitions, (short) 1).configs(Map.of("message.timestamp.type", "LogAppendTime"));
        admin.createTopics(Set.of(created)).all().get(LIMIT.toSeconds(), SECONDS);
    }

    void delete(String topic) throws InterruptedException, ExecutionException, TimeoutException {
        admin.deleteTopics(Set.of(topic)).all().get(LIMIT.toSeconds(), SECONDS);
    }

    /** Sends values without keys, partition by partition in turn. */
    void send(String topic, int partitions, String compression, List<byte[]> values)
            throws InterruptedException, ExecutionException {
        Map<String, Object> config = kafka.toClientConfig();
        config.put("compression.type", compression);
        config.put("linger.ms", "20");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, i % partitions, null, values.get(i))));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        }
    }

    Map<TopicPartition, Long> endOffsets(String topic, int partitions) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return new HashMap<>(consumer.endOffsets(partitions(topic, partitions)));
        }
    }

    /** Everything the topic holds now, in order within each partition. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic, int partitions) {
        List<TopicPartition> all = partitions(topic, partitions);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(kafka.toClientConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(String topic, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(i -> new TopicPartition(topic, i))
                .toList();
    }

    @Override
    public void close() {
        admin.close(LIMIT);
    }
}

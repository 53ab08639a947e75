package io.adpipeline.broker;

import io.adpipeline.kafka.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Writes and reads strings, for the tests. */
final class Records {

    private Records() {}

    static void send(KafkaConnection connection, String topic, String... values) throws Exception {
        send(connection.toClientConfig(), topic, values);
    }

    /** Sends what cannot arrive, and gives up after about two seconds. */
    static void sendInVain(KafkaConnection connection, String topic, String value) throws Exception {
        Map<String, Object> config = connection.toClientConfig();
        config.put("delivery.timeout.ms", "2000");
        config.put("request.timeout.ms", "1500");
        config.put("max.block.ms", "1500");
        send(config, topic, value);
    }

    private static void send(Map<String, Object> config, String topic, String... values) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                sendOne(producer, new ProducerRecord<>(topic, value));
            }
        }
    }

    private static void sendOne(KafkaProducer<String, String> producer, ProducerRecord<String, String> record)
            throws Exception {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    /** Reads as a member of a group, from the beginning, until that many records have come. */
    static List<String> read(KafkaConnection connection, String topic, int count) {
        Map<String, Object> config = connection.toClientConfig();
        config.put("group.id", "test");
        config.put("auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await().pollInSameThread().atMost(Duration.ofMinutes(1)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
            });
        }
        return values;
    }
}

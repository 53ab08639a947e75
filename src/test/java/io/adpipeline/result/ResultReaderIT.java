package io.adpipeline.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adpipeline.it.SharedKafka;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.TopicLayout;
import io.adpipeline.kafka.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResultReaderIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    private static KafkaConnection kafka() {
        return KAFKA.broker().connection();
    }

    private static void send(String topic, String timestampType) {
        try (Topics topics = new Topics(kafka());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        kafka().toClientConfig(), new ByteArraySerializer(), new ByteArraySerializer())) {
            topics.create(topic, new TopicLayout(1, (short) 1, Map.of("message.timestamp.type", timestampType)));
            producer.send(new ProducerRecord<>(topic, "no result".getBytes(UTF_8)));
        }
    }

    @Test
    void aRecordThatIsNoResultIsCountedAndNamed() {
        send("results-of-a-broker", "LogAppendTime");

        try (ResultReader reader = new ResultReader(kafka(), "results-of-a-broker")) {
            await().atMost(LIMIT).until(() -> reader.unreadable().count() == 1);

            assertThat(reader.unreadable().first().orElseThrow()).startsWith("partition 0, offset 0: it is no JSON: ");
            assertThat(reader.failure()).isEmpty();
        }
    }

    @Test
    void timesOfProducersAreNotTakenForTheBrokers() {
        send("results-of-a-producer", "CreateTime");

        try (ResultReader reader = new ResultReader(kafka(), "results-of-a-producer")) {
            await().atMost(LIMIT).until(() -> reader.failure().isPresent());

            assertThat(reader.failure().orElseThrow())
                    .hasMessageContaining("message.timestamp.type must be LogAppendTime");
            assertThat(reader.rowCount()).isZero();
        }
    }
}

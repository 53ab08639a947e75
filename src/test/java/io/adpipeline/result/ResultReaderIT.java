package io.adpipeline.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adpipeline.it.SharedKafka;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.TopicLayout;
import io.adpipeline.kafka.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResultReaderIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String BROKERS_TIME = "LogAppendTime";
    private static final String PRODUCERS_TIME = "CreateTime";
    private static final long LONG_AGO_MS = 1_000;

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    private static KafkaConnection kafka() {
        return KAFKA.broker().connection();
    }

    private static void create(String topic, String timestampType) {
        try (Topics topics = new Topics(kafka())) {
            topics.create(topic, new TopicLayout(1, (short) 1, Map.of("message.timestamp.type", timestampType)));
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(kafka().toClientConfig());
        config.putAll(more);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> row(String topic) {
        return new ProducerRecord<>(topic, null, LONG_AGO_MS, null, ResultRowParserTest.REQUIRED.getBytes(UTF_8));
    }

    private static KafkaProducer<byte[], byte[]> transactional(String id) {
        KafkaProducer<byte[], byte[]> producer = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id));
        producer.initTransactions();
        producer.beginTransaction();
        return producer;
    }

    @Test
    void aRecordThatIsNoResultIsCountedAndNamed() {
        create("no-results", BROKERS_TIME);
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of());
                ResultReader reader = new ResultReader(kafka(), "no-results", true, Optional.empty())) {
            producer.send(new ProducerRecord<>("no-results", "no result".getBytes(UTF_8)));
            await().atMost(LIMIT).until(() -> reader.unreadable().count() == 1);

            assertThat(reader.unreadable().first().orElseThrow()).startsWith("partition 0, offset 0: it is no JSON: ");
            assertThat(reader.failure()).isEmpty();
        }
    }

    @Test
    void timesOfProducersAreNotTakenForTheBrokers() {
        create("results-of-a-producer", PRODUCERS_TIME);
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of());
                ResultReader reader = new ResultReader(kafka(), "results-of-a-producer", true, Optional.empty())) {
            producer.send(row("results-of-a-producer"));
            await().atMost(LIMIT).until(() -> reader.failure().isPresent());

            assertThat(reader.failure().orElseThrow()).hasMessageContaining("resultTime: receipt");
            assertThat(reader.rowCount()).isZero();
        }
    }

    @Test
    void resultsOfATransactionAreNotTakenForSeenWhenTheyWereAppended() {
        create("results-in-transactions", BROKERS_TIME);
        try (KafkaProducer<byte[], byte[]> producer = transactional("append");
                ResultReader reader = new ResultReader(kafka(), "results-in-transactions", true, Optional.empty())) {
            producer.send(row("results-in-transactions"));
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(row("results-in-transactions"));
            producer.commitTransaction();
            await().atMost(LIMIT).until(() -> reader.failure().isPresent());

            assertThat(reader.failure().orElseThrow())
                    .hasMessageContaining("offset 1 of partition 0")
                    .hasMessageContaining("resultTime: receipt");
        }
    }

    @Test
    void aReceiptIsWhenTheTransactionIsOverAndItsErrorIsMeasured() throws Exception {
        create("committed", PRODUCERS_TIME);
        create("committed_receipts", BROKERS_TIME);
        try (ReceiptProbe probe = new ReceiptProbe(kafka(), "committed_receipts", 1);
                KafkaProducer<byte[], byte[]> producer = transactional("receipt");
                ResultReader reader = new ResultReader(kafka(), "committed", true, Optional.of(probe))) {
            producer.send(row("committed")).get();
            long appendedMs = System.currentTimeMillis();
            await().atMost(LIMIT).until(() -> samples(probe, appendedMs) > 3);
            assertThat(reader.rowCount()).isZero();
            try (Topics topics = new Topics(kafka())) {
                assertThat(reader.backlog(topics.endOffsets("committed"))).isZero();
            }

            long commitMs = System.currentTimeMillis();
            producer.commitTransaction();
            await().atMost(LIMIT).until(() -> reader.rowCount() == 1);

            assertThat(reader.rows().get(0).resultTimeMs()).isBetween(commitMs, System.currentTimeMillis());
            ReceiptError error = probe.error(appendedMs, Long.MAX_VALUE).orElseThrow();
            assertThat(error.p50Ms()).isBetween(0.0, error.p99Ms());
            assertThat(error.p99Ms()).isBetween(error.p50Ms(), error.maxMs());
            assertThat(probe.error(LONG_AGO_MS, LONG_AGO_MS + 1)).isEmpty();
        }
    }

    private static long samples(ReceiptProbe probe, long fromMs) {
        return probe.error(fromMs, Long.MAX_VALUE).map(ReceiptError::samples).orElse(0L);
    }
}

package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.adpipeline.kafka.KafkaConnection;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ProducerConfigTest {

    private static final KafkaConnection KAFKA =
            new KafkaConnection("broker:9092", Map.of("security.protocol", "SASL_SSL"));

    @Test
    void countsAreExactByDefault() {
        assertThat(LoadSession.producerConfig(KAFKA, Map.of()))
                .containsEntry("enable.idempotence", "true")
                .containsEntry("acks", "all");
    }

    @Test
    void theConnectionIsPartOfIt() {
        assertThat(LoadSession.producerConfig(KAFKA, Map.of()))
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("security.protocol", "SASL_SSL");
    }

    @Test
    void theScenariosSettingsWin() {
        Map<String, Object> config =
                LoadSession.producerConfig(KAFKA, Map.of("linger.ms", "50", "batch.size", "1", "retries", "3"));

        assertThat(config)
                .containsEntry("linger.ms", "50")
                .containsEntry("batch.size", "1")
                .containsEntry("retries", "3");
    }

    @Test
    void kafkaKnowsAndTakesEveryDefault() {
        Map<String, Object> config = LoadSession.producerConfig(KafkaConnection.plain("broker:9092"), Map.of());
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);

        assertThat(ProducerConfig.configNames()).containsAll(config.keySet());
        assertThatNoException().isThrownBy(() -> new ProducerConfig(config));
    }
}

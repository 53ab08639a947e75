package io.adpipeline.load;

import io.adpipeline.kafka.KafkaConnection;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The generator's Kafka producer settings: exact counts first, then a low and even delay. */
final class ProducerDefaults {

    private ProducerDefaults() {}

    /** The whole configuration of one producer; {@code overrides} win over the defaults. */
    static Map<String, Object> config(KafkaConnection kafka, Map<String, String> overrides) {
        Map<String, Object> config = kafka.toClientConfig();
        // a retried batch must not count twice: the truth is exact only with idempotence
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(128 * 1024));
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // a broker that stops answering ends the run as an error, not after Kafka's default of two minutes
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "20000");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "15000");
        config.putAll(overrides);
        return config;
    }
}

package io.adpipeline.pipeline.spark;

import io.adpipeline.pipeline.PipelineContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Options of Spark's Kafka source and sink. The scenario's settings override the connection's properties, which
 * override the options chosen here. The maps can hold secrets.
 */
final class KafkaOptions {

    /** Options of the source itself that a scenario may set; Kafka's own properties have other names. */
    private static final Set<String> SOURCE_OPTIONS = Set.of(
            "failOnDataLoss",
            "fetchOffset.numRetries",
            "fetchOffset.retryIntervalMs",
            "kafkaConsumer.pollTimeoutMs",
            "maxOffsetsPerTrigger",
            "maxTriggerDelay",
            "minOffsetsPerTrigger",
            "minPartitions");

    private static final String KAFKA = "kafka.";

    private KafkaOptions() {}

    /**
     * Options of the source.
     *
     * @param settings options by name, Kafka's consumer properties without {@code kafka.} before them
     */
    static Map<String, String> source(PipelineContext context, Map<String, String> settings) {
        Map<String, String> options = new TreeMap<>();
        options.put("subscribe", context.eventsTopic());
        options.put("startingOffsets", "earliest");
        // a lost event must be seen as a failure, not as a smaller count
        options.put("failOnDataLoss", "true");
        // Spark waits two minutes for a broker that died; a healthy one answers within a second
        options.put("kafkaConsumer.pollTimeoutMs", "30000");
        options.put("kafka.default.api.timeout.ms", "20000");
        options.put("kafka.request.timeout.ms", "10000");
        // how long the broker holds a fetch that was sent ahead at the end of a batch
        options.put("kafka.fetch.max.wait.ms", "100");
        // reading from a topic that was deleted must not make a new one
        options.put("kafka.allow.auto.create.topics", "false");
        // reads a batch of some megabytes with few requests and polls
        options.put("kafka.max.partition.fetch.bytes", Integer.toString(4 << 20));
        options.put("kafka.max.poll.records", "10000");
        options.put("kafka.receive.buffer.bytes", Integer.toString(1 << 20));
        connect(options, context);
        settings.forEach((name, value) -> options.put(SOURCE_OPTIONS.contains(name) ? name : KAFKA + name, value));
        return options;
    }

    /**
     * Options of the sink, which writes at least once.
     *
     * @param settings Kafka's producer properties
     */
    static Map<String, String> sink(PipelineContext context, Map<String, String> settings) {
        Map<String, String> options = new TreeMap<>();
        options.put("topic", context.resultsTopic());
        // a dead broker is noticed in half a minute instead of two
        options.put("kafka.max.block.ms", "30000");
        options.put("kafka.request.timeout.ms", "10000");
        options.put("kafka.delivery.timeout.ms", "30000");
        // a producer outlives its query: if it asked for its topic again, some clusters would recreate a deleted topic
        options.put(
                "kafka.metadata.max.age.ms", Long.toString(Duration.ofDays(1).toMillis()));
        connect(options, context);
        settings.forEach((name, value) -> options.put(KAFKA + name, value));
        return options;
    }

    private static void connect(Map<String, String> options, PipelineContext context) {
        context.kafka().toClientConfig().forEach((name, value) -> options.put(KAFKA + name, value.toString()));
    }

    /** Requires names that the source and the sink have; Kafka would leave out others with no more than a warning. */
    static Optional<String> obstacle(SparkSettings settings) {
        Set<String> ofSource = new TreeSet<>(ConsumerConfig.configNames());
        ofSource.addAll(SOURCE_OPTIONS);
        return obstacle(SparkSettings.SOURCE, settings.source().keySet(), ofSource)
                .or(() -> obstacle(SparkSettings.SINK, settings.sink().keySet(), ProducerConfig.configNames()));
    }

    private static Optional<String> obstacle(String prefix, Set<String> names, Set<String> known) {
        if (names.contains(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            return Optional.of(prefix + CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG
                    + " must not be set: the scenario's Kafka decides it");
        }
        return names.stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name ->
                        "%s must be followed by one of %s, was '%s'".formatted(prefix, new TreeSet<>(known), name));
    }
}

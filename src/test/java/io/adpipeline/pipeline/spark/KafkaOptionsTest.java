package io.adpipeline.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KafkaOptionsTest {

    private static final PipelineContext CONTEXT = new PipelineContext(
            new KafkaConnection("broker:9092", Map.of("security.protocol", "SASL_SSL", "request.timeout.ms", "15000")),
            "events",
            "results",
            Duration.ofSeconds(10),
            Duration.ZERO,
            OutputMode.UPDATE,
            Duration.ZERO,
            Map.of(),
            Path.of("work"));

    @Test
    void theSourceReadsTheEventsFromTheBeginningAndNoticesLoss() {
        assertThat(KafkaOptions.source(CONTEXT, Map.of()))
                .containsEntry("subscribe", "events")
                .containsEntry("startingOffsets", "earliest")
                .containsEntry("failOnDataLoss", "true");
    }

    @Test
    void theSinkWritesTheResultsAndGivesUpOnADeadBroker() {
        assertThat(KafkaOptions.sink(CONTEXT, Map.of()))
                .containsEntry("topic", "results")
                .containsEntry("kafka.max.block.ms", "30000");
    }

    /** A cluster with {@code auto.create.topics.enable} makes each topic that a client asks for. */
    @Test
    void noClientMakesADeletedTopicAnew() {
        assertThat(KafkaOptions.source(CONTEXT, Map.of())).containsEntry("kafka.allow.auto.create.topics", "false");
        assertThat(KafkaOptions.sink(CONTEXT, Map.of())).containsEntry("kafka.metadata.max.age.ms", "86400000");
        assertThat(SparkSettings.defaults(Path.of("work"))).containsEntry("spark.kafka.producer.cache.timeout", "1m");
    }

    @Test
    void theConnectionsPropertiesGoToBothAndWinOverDefaults() {
        for (Map<String, String> options :
                List.of(KafkaOptions.source(CONTEXT, Map.of()), KafkaOptions.sink(CONTEXT, Map.of()))) {
            assertThat(options)
                    .containsEntry("kafka.bootstrap.servers", "broker:9092")
                    .containsEntry("kafka.security.protocol", "SASL_SSL")
                    .containsEntry("kafka.request.timeout.ms", "15000");
        }
    }

    @Test
    void settingsWinOverEverything() {
        assertThat(KafkaOptions.source(CONTEXT, Map.of("request.timeout.ms", "9000", "maxOffsetsPerTrigger", "5")))
                .containsEntry("kafka.request.timeout.ms", "9000")
                .containsEntry("maxOffsetsPerTrigger", "5");
        assertThat(KafkaOptions.sink(CONTEXT, Map.of("linger.ms", "2"))).containsEntry("kafka.linger.ms", "2");
    }

    @Test
    void namesThatSourceAndSinkHaveAreNoObstacle() {
        assertThat(obstacle(
                        "kafka.source.fetch.min.bytes",
                        "kafka.source.maxOffsetsPerTrigger",
                        "kafka.sink.linger.ms",
                        "spark.anything"))
                .isEmpty();
    }

    @Test
    void anUnknownNameIsAnObstacleThatNamesIt() {
        assertThat(obstacle("kafka.source.fetch.min.byte").orElseThrow())
                .startsWith("kafka.source. must be followed by one of [")
                .contains("fetch.min.bytes", "maxOffsetsPerTrigger")
                .endsWith("was 'fetch.min.byte'");
        assertThat(obstacle("kafka.sink.maxOffsetsPerTrigger").orElseThrow()).endsWith("was 'maxOffsetsPerTrigger'");
    }

    @Test
    void anotherKafkaCannotBeSetBehindTheScenariosBack() {
        assertThat(obstacle("kafka.sink.bootstrap.servers"))
                .hasValue("kafka.sink.bootstrap.servers must not be set: the scenario's Kafka decides it");
    }

    /** Asked of the pipeline, as before a start. */
    private static Optional<String> obstacle(String... keys) {
        return new SparkPipeline().obstacle(Stream.of(keys).collect(Collectors.toMap(key -> key, key -> "1")));
    }
}

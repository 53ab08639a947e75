package io.adpipeline.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.adpipeline.LogCapture;
import io.adpipeline.it.SharedKafka;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.RunningPipeline;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkPipelineLifecycleIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    private static TopicClient topics;

    @TempDir
    private Path work;

    @BeforeAll
    static void connect() {
        topics = new TopicClient(kafka());
    }

    @AfterAll
    static void disconnect() {
        topics.close();
    }

    private static KafkaConnection kafka() {
        return KAFKA.broker().connection();
    }

    /** Opening another Spark is refused as long as one is active, so this fails after a test that left one. */
    @AfterEach
    void noSparkIsLeft() {
        try (LogCapture spark = LogCapture.of(SparkContext.class.getName())) {
            SparkSessions.close(SparkSessions.open(SparkSettings.defaults(work)));
            // a context that could not be made looks to Spark as if it still were in the making
            assertThat(spark.messages()).allMatch(message -> message.contains("is being constructed"));
        }
        assertThat(SparkSession.getDefaultSession().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "spark.sql.shuffle.partitions, many, 'spark.sql.shuffle.partitions should be int, but was many'",
        "spark.master, local[two], Could not parse Master URL: 'local[two]'",
        "spark.sql.streaming.checkpointFileManagerClass, no.such.Manager, no.such.Manager"
    })
    void aBrokenSparkSettingMakesTheStartFail(String key, String value, String why) {
        try (LogCapture spark = LogCapture.of("org.apache.spark")) {
            assertThatThrownBy(() -> start(context("none", kafka(), Map.of(key, value))))
                    .extracting(ExceptionUtils::getRootCauseMessage, STRING)
                    .contains(why);
            assertThat(spark.messages())
                    .allMatch(message ->
                            message.contains("Error initializing SparkContext") || message.contains("MetricsSystem"));
        }
    }

    @Test
    void anUnusableCheckpointMakesTheStartFail() throws Exception {
        Files.writeString(work.resolve("checkpoint"), "a file where a folder has to be");

        assertThatThrownBy(() -> start(context("none", kafka(), Map.of()))).hasMessageContaining("checkpoint");
    }

    @Test
    void aSecondSparkInTheJvmIsRefusedAndTheFirstRunsOn() throws Exception {
        createTopics("single");
        try (RunningPipeline first = start(context("single", kafka(), Map.of()))) {
            try (LogCapture spark = LogCapture.of("org.apache.spark")) {
                assertThatThrownBy(() -> start(context("single", kafka(), Map.of())))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("Only one SparkContext should be running in this JVM");
                assertThat(spark.messages()).allMatch(message -> message.contains("SparkContext"));
            }
            await().atMost(LIMIT).until(first::ready);
            assertThat(first.failure()).isEmpty();
        }
    }

    @Test
    void closingTwiceIsAllowedAndIsNoFailure() throws Exception {
        createTopics("closing");
        RunningPipeline pipeline = start(context("closing", kafka(), Map.of()));
        pipeline.close();
        pipeline.close();

        assertThat(pipeline.failure()).isEmpty();
    }

    @Test
    void closingLeavesNoStateBehind() throws Exception {
        createTopics("state");
        try (RunningPipeline pipeline = start(context("state", kafka(), Map.of()))) {
            await().atMost(LIMIT).until(pipeline::ready);
            assertThat(StateStore.isMaintenanceRunning()).isTrue();
        }

        assertThat(StateStore.isMaintenanceRunning()).isFalse();
    }

    @Test
    void aQueryWhoseTopicIsGoneIsAFailureThatTellsNoSecret() throws Exception {
        createTopics("gone");
        KafkaConnection secret =
                new KafkaConnection(kafka().bootstrapServers(), Map.of("sasl.jaas.config", PipelineRun.jaas()));
        try (LogCapture spark = LogCapture.of("org.apache.spark");
                RunningPipeline pipeline = start(context("gone", secret, Map.of()))) {
            await().atMost(LIMIT).until(pipeline::ready);
            topics.delete("gone");

            await().atMost(LIMIT).until(() -> pipeline.failure().isPresent());
            StringWriter text = new StringWriter();
            pipeline.failure().orElseThrow().printStackTrace(new PrintWriter(text));
            assertThat(text.toString()).contains("UnknownTopicOrPartition").doesNotContain(PipelineRun.SECRET);
            assertThat(spark.messages().toString()).doesNotContain(PipelineRun.SECRET);
        }
    }

    @Test
    void aQueryStoppedFromOutsideIsAFailure() throws Exception {
        createTopics("stopped");
        try (RunningPipeline pipeline = start(context("stopped", kafka(), Map.of()))) {
            await().atMost(LIMIT).until(pipeline::ready);
            SparkSession.getDefaultSession().get().streams().active()[0].stop();

            assertThat(pipeline.failure())
                    .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("stopped from outside"));
        }
    }

    @Test
    void settingsReachSparkSourceAndSink() throws Exception {
        createTopics("settings");
        Map<String, String> settings = Map.of(
                "spark.master", "local[1]",
                "spark.sql.shuffle.partitions", "1",
                "kafka.source.maxOffsetsPerTrigger", "10",
                "kafka.source.fetch.max.wait.ms", "50",
                "kafka.sink.compression.type", "lz4");
        try (RunningPipeline pipeline = start(context("settings", kafka(), settings))) {
            assertThat(pipeline.details())
                    .containsEntry("spark.master", "local[1]")
                    .containsEntry("spark.sql.shuffle.partitions", "1");
            topics.send("settings", 1, "none", new SyntheticEvents(2).full(25));
            await().atMost(LIMIT)
                    .until(() -> pipeline.batches().stream()
                                    .mapToLong(b -> b.inputRows())
                                    .sum()
                            == 25);
            assertThat(pipeline.batches())
                    .allSatisfy(batch -> assertThat(batch.inputRows()).isBetween(0L, 10L));
        }
    }

    private RunningPipeline start(PipelineContext context) throws Exception {
        return new SparkPipeline().start(context);
    }

    private static void createTopics(String topic) throws Exception {
        topics.create(topic, 1);
        topics.create(topic + "-results", 1);
    }

    private PipelineContext context(String topic, KafkaConnection kafka, Map<String, String> settings) {
        return new PipelineContext(
                kafka,
                topic,
                topic + "-results",
                Duration.ofSeconds(2),
                Duration.ZERO,
                OutputMode.UPDATE,
                Duration.ZERO,
                settings,
                work);
    }
}

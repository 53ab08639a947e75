package io.adpipeline.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.spark.SparkRunningPipeline.ProgressRecorder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkPipelineTest {

    private static final long HEAP = 1L << 30;

    @TempDir
    private Path work;

    @Test
    void unknownSettingsAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertRefused(context(second, second, second, Map.of("kafka.source.x", "1")), "was 'x'");
        assertRefused(context(second, second, second, Map.of("kafka.sink.x", "1")), "was 'x'");
    }

    @Test
    void offsetsAreReadAsSparkWritesThem() {
        assertThat(ProgressRecorder.offsets("{\"a\":{\"0\":12,\"10\":5000000000},\"b.c\":{\"1\":0}}"))
                .isEqualTo(Map.of(
                        new TopicPartition("a", 0), 12L,
                        new TopicPartition("a", 10), 5_000_000_000L,
                        new TopicPartition("b.c", 1), 0L));
    }

    private static void assertRefused(PipelineContext context, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SparkPipeline().start(context))
                .withMessageContaining(message);
    }

    private PipelineContext context(
            Duration window, Duration watermark, Duration trigger, Map<String, String> settings) {
        return new PipelineContext(
                KafkaConnection.plain("127.0.0.1:1"),
                "events",
                "results",
                window,
                watermark,
                OutputMode.UPDATE,
                trigger,
                settings,
                work);
    }

    private static void assertObstacle(String user, long heapBytes, String text) {
        assertThat(SparkPipeline.obstacle(user, heapBytes))
                .hasValueSatisfying(
                        obstacle -> assertThat(obstacle).contains(text).doesNotContain("\n"));
    }

    @Test
    void aUserWithANameAndAnOrdinaryHeapWillDo() {
        assertThat(SparkPipeline.obstacle("me", HEAP)).isEmpty();
    }

    @Test
    void aUserWithoutANameIsRefused() {
        assertObstacle("?", HEAP, "give it a line in /etc/passwd");
    }

    @Test
    void aSmallHeapIsRefusedWithTheOptionsThatThereAre() {
        assertObstacle(
                "me",
                400L << 20,
                "a heap of 450 MiB, this JVM has 400: set ADPIPELINE_HEAP=2g for the program, -Dperf.heap=2g for Maven");
    }
}

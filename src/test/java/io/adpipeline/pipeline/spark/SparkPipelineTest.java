package io.adpipeline.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.pipeline.spark.SparkRunningPipeline.ProgressRecorder;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SparkPipelineTest {

    private static final long HEAP = 1L << 30;

    @Test
    void offsetsAreReadAsSparkWritesThem() {
        assertThat(ProgressRecorder.offsets("{\"a\":{\"0\":12,\"10\":5000000000},\"b.c\":{\"1\":0}}"))
                .isEqualTo(Map.of(
                        new TopicPartition("a", 0), 12L,
                        new TopicPartition("a", 10), 5_000_000_000L,
                        new TopicPartition("b.c", 1), 0L));
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

package io.adpipeline.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkSurroundingsTest {

    private static final long HEAP = 1L << 30;

    @TempDir
    private Path folder;

    private static void assertObstacle(String user, long heapBytes, String text) {
        assertThat(SparkPipeline.obstacle(user, heapBytes))
                .hasValueSatisfying(
                        obstacle -> assertThat(obstacle).contains(text).doesNotContain("\n"));
    }

    @Test
    void usualOnesWillDo() {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", "%", "%20", "%2F", "ü", "日", "#", "\"", "'", "?", "&", "+", ";", "!", "~", "=", "$", "{", "[", "*",
                "\\", ":", "|", "^", "<"
            })
    void aFolderOfAnyNameIsTheSameForHadoop(String odd) {
        Path path = folder.resolve("a" + odd + "b").resolve("c");

        String text = SparkSettings.hadoopPath(path);

        assertThat(new org.apache.hadoop.fs.Path(text).toUri().getPath()).isEqualTo(path.toString());
        assertThat(new org.apache.hadoop.fs.Path(text)).hasToString(text);
    }

    @Test
    void sparkDoesNotSplitItsFolderAtAComma() {
        assertThat(SparkSettings.defaults(folder.resolve("a,b")).get("spark.local.dir"))
                .doesNotContain(",");
    }
}

package io.adpipeline.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkSurroundingsTest {

    private static final long HEAP = 1L << 30;

    @TempDir
    private Path folder;

    private static void assertObstacle(SparkSurroundings surroundings, String text) {
        assertThat(surroundings.obstacle())
                .hasValueSatisfying(
                        obstacle -> assertThat(obstacle).contains(text).doesNotContain("\n"));
    }

    private static Map<String, String> localDirectories(String value) {
        return Map.of("SPARK_LOCAL_DIRS", value);
    }

    @Test
    void usualOnesWillDo() {
        assertThat(new SparkSurroundings("me", HEAP, Map.of(), Locale.GERMANY).obstacle())
                .isEmpty();
        assertThat(new SparkSurroundings("me", HEAP, localDirectories(folder.toString()), Locale.ROOT).obstacle())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa", "bn", "mr"})
    void aLocaleWithDigitsOfItsOwnIsRefused(String locale) {
        assertObstacle(
                new SparkSurroundings("me", HEAP, Map.of(), Locale.forLanguageTag(locale)),
                "the locale " + locale + ": start the JVM with -Duser.language=en");
    }

    @Test
    void aUserWithoutANameIsRefused() {
        assertObstacle(new SparkSurroundings("?", HEAP, Map.of(), Locale.ROOT), "give it a line in /etc/passwd");
    }

    @Test
    void aSmallHeapIsRefusedWithTheOptionsThatThereAre() {
        assertObstacle(
                new SparkSurroundings("me", 400L << 20, Map.of(), Locale.ROOT),
                "a heap of 450 MiB, this JVM has 400: set ADPIPELINE_HEAP=2g for the program, -Dperf.heap=2g for Maven");
    }

    @Test
    void localFoldersThatCannotBeWrittenAreNamed() {
        String missing = folder.resolve("missing").toString();

        assertObstacle(
                new SparkSurroundings("me", HEAP, localDirectories(folder + "," + missing), Locale.ROOT),
                "SPARK_LOCAL_DIRS names '" + missing + "', which is no folder that this user can write");
    }

    /** Empty is what some CI systems make of a variable that is not set; it would be the root folder. */
    @Test
    void noLocalFolderIsNotTheRootFolder() {
        assertObstacle(
                new SparkSurroundings("me", HEAP, localDirectories(""), Locale.ROOT), "SPARK_LOCAL_DIRS names ''");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTAINER_ID", "SPARK_EXECUTOR_DIRS", "MESOS_SANDBOX"})
    void aVariableThatMakesSparkBelieveInAClusterIsNamed(String variable) {
        assertObstacle(
                new SparkSurroundings("me", HEAP, Map.of(variable, "box"), Locale.ROOT),
                "the variable " + variable + " tells Spark that a cluster gives it its folders: unset it");
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

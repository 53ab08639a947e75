package io.adpipeline.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkSettingsTest {

    private static final Path WORK = Path.of("work");

    @Test
    void theDefaultsFitASmallMachine() {
        assertThat(SparkSettings.of(Map.of(), WORK).spark())
                .containsEntry("spark.master", "local[*]")
                .containsEntry("spark.ui.enabled", "false")
                .containsEntry("spark.ui.showConsoleProgress", "false")
                .containsEntry("spark.driver.bindAddress", "127.0.0.1")
                .containsEntry("spark.sql.shuffle.partitions", "1")
                .containsEntry("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    }

    @Test
    void whatSparkWritesStaysInTheWorkDirectory() {
        Path absolute = WORK.toAbsolutePath();
        assertThat(SparkSettings.of(Map.of(), WORK).spark())
                .containsEntry("spark.local.dir", absolute.resolve("scratch").toString())
                .containsEntry("spark.sql.warehouse.dir", "file:" + absolute.resolve("warehouse"));
    }

    @Test
    void everySparkKeyOverridesItsDefault() {
        assertThat(SparkSettings.of(Map.of("spark.master", "local[3]", "spark.new.key", "1"), WORK)
                        .spark())
                .containsEntry("spark.master", "local[3]")
                .containsEntry("spark.new.key", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "local[2]", "local[*]", "local[2,3]"})
    void sparkRunsInThisJvm(String master) {
        assertThat(SparkSettings.of(Map.of("spark.master", master), WORK).obstacle())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"spark://host:7077", "yarn", "k8s://host", "local-cluster[2,1,1024]", "nowhere", "Local", ""})
    void aClusterIsAnErrorThatSaysWhatToDo(String master) {
        assertThat(SparkSettings.of(Map.of("spark.master", master), WORK).obstacle())
                .contains(
                        "spark.master must be local[N] or local[*], was '%s'. To use a cluster, run the job as a command with spark-submit: see docs/CLUSTER.md"
                                .formatted(master));
    }

    @Test
    void kafkaKeysGoToTheirSide() {
        SparkSettings settings =
                SparkSettings.of(Map.of("kafka.source.fetch.min.bytes", "7", "kafka.sink.linger.ms", "3"), WORK);

        assertThat(settings.source()).isEqualTo(Map.of("fetch.min.bytes", "7"));
        assertThat(settings.sink()).isEqualTo(Map.of("linger.ms", "3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", "%", "%20", "%2F", "ü", "日", "#", "\"", "'", "?", "&", "+", ";", "!", "~", "=", "$", "{", "[", "*",
                "\\", ":", "|", "^", "<"
            })
    void aFolderOfAnyNameIsTheSameForHadoop(String odd) {
        Path path = WORK.toAbsolutePath().resolve("a" + odd + "b").resolve("c");

        String text = SparkSettings.hadoopPath(path);

        assertThat(new org.apache.hadoop.fs.Path(text).toUri().getPath()).isEqualTo(path.toString());
        assertThat(new org.apache.hadoop.fs.Path(text)).hasToString(text);
    }

    @Test
    void sparkDoesNotSplitItsFolderAtAComma() {
        assertThat(SparkSettings.defaults(WORK.toAbsolutePath().resolve("a,b")).get("spark.local.dir"))
                .doesNotContain(",");
    }
}

package io.adpipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.broker.BrokerChoice;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenarioRunnerTest {

    @Test
    void settingsForAllRunsWinOverTheScenarios() {
        RunOptions options = new RunOptions(BrokerChoice.parse("auto"), "image", Map.of("sasl.password", "hunter2"),
                Map.of("spark.master", "local[2]", "spark.ui.enabled", "true"), Path.of("target"), false);

        assertThat(ScenarioRunner.settings(
                        SampleRun.scenario(Map.of("spark.spark.master", "local[1]", "spark.a", "b")), options))
                .isEqualTo(Map.of("spark.master", "local[2]", "spark.ui.enabled", "true", "a", "b"));
    }

    @Test
    void optionsShowNoSecrets() {
        RunOptions options = new RunOptions(BrokerChoice.parse("auto"), "image", Map.of("sasl.password", "hunter2"),
                Map.of("spark.hadoop.fs.s3a.secret", "hunter3"), Path.of("target"), true);

        assertThat(options.toString()).doesNotContain("hunter").contains("clearTopics=true");
    }
}

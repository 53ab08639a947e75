package io.adpipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.broker.BrokerChoice;
import io.adpipeline.capacity.CapacityRunner;
import io.adpipeline.capacity.SampleSearch;
import io.adpipeline.capacity.ScenarioListener;
import io.adpipeline.pipeline.host.PipelineHost;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenarioRunnerTest {

    @Test
    void settingsForAllRunsWinOverTheScenarios() {
        RunOptions options = new RunOptions(
                BrokerChoice.parse("auto"),
                "image",
                Map.of("sasl.password", "hunter2"),
                Map.of("spark.master", "local[2]", "spark.ui.enabled", "true"),
                PipelineHost.DEFAULT_HEAP,
                Path.of("target"),
                false,
                false,
                () -> false);

        assertThat(ScenarioRunner.settings(
                        SampleRun.scenario(Map.of("settings.spark.master", "local[1]", "settings.a", "b")), options))
                .isEqualTo(Map.of("spark.master", "local[2]", "spark.ui.enabled", "true", "a", "b"));
    }

    @Test
    void aSearchForCapacityIsNoSingleRunAndTheOtherWayRound() {
        RunOptions options = SampleOptions.of("auto", Map.of(), Path.of("target"), false);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScenarioRunner(options).run(SampleSearch.scenario(Map.of()), RunListener.NONE))
                .withMessage("hunt is a search for capacity and no single run");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new CapacityRunner(options).run(SampleRun.scenario(Map.of()), new ScenarioListener() {}))
                .withMessage("demo is a single run and no search for capacity");
    }

    @Test
    void aCommandHasNoProfile() {
        RunOptions options = new RunOptions(
                BrokerChoice.parse("auto"),
                "image",
                Map.of(),
                Map.of(),
                PipelineHost.DEFAULT_HEAP,
                Path.of("target"),
                false,
                true,
                () -> false);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioRunner.requirePipeline(
                        SampleRun.scenario(Map.of("pipeline.command", "[job]")), options))
                .withMessageContaining("scenario demo runs a command: leave out -Dperf.profile or --profile");
    }

    @Test
    void clientPropertiesWithoutTheKafkaTheyAreForAreRefused() {
        RunOptions options = SampleOptions.of("auto", Map.of("sasl.password", "hunter2"), Path.of("target"), false);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.brokerFor(SampleRun.scenario(Map.of())))
                .withMessageContaining("are for a Kafka that runs already: say -Dperf.kafka=HOST:PORT");
    }

    @Test
    void optionsShowNoSecrets() {
        RunOptions options = new RunOptions(
                BrokerChoice.parse("auto"),
                "image",
                Map.of("sasl.password", "hunter2"),
                Map.of("spark.hadoop.fs.s3a.secret", "hunter3"),
                PipelineHost.DEFAULT_HEAP,
                Path.of("target"),
                true,
                false,
                () -> false);

        assertThat(options.toString()).doesNotContain("hunter").contains("clearTopics=true");
    }
}

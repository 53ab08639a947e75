package io.adpipeline.cli;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointMarkTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"window, 7s", "outputMode, update", "topics.events, others", "topics.results, others"})
    void aCheckpointIsOfOneJob(String key, String other) {
        Scenario scenario = SampleRun.scenario(Map.of("tail", "60s"));
        CheckpointMark.require(folder, scenario);

        assertThatNoException().isThrownBy(() -> CheckpointMark.require(folder, scenario));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckpointMark.require(folder, SampleRun.scenario(Map.of("tail", "60s", key, other))))
                .withMessageContaining("the checkpoint %s is of another job".formatted(folder))
                .withMessageContaining(key);
    }
}

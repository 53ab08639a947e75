package io.adpipeline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchProgressTest {

    private static final Map<String, Long> DURATIONS =
            Map.of("triggerExecution", 100L, "addBatch", 70L, "commitOffsets", 10L);

    @Test
    void planningIsWhatIsNeitherWorkNorCommit() {
        assertThat(new BatchProgress(1, 0, 5, DURATIONS, "{}").planningMs()).isEqualTo(20);
    }

    /** It travels as a line between two JVMs. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}\n", "{\r}", "{}\n{}"})
    void aReportOfOtherThanOneLineIsRefused(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchProgress(1, 0, 5, DURATIONS, json))
                .withMessageStartingWith("the engine's report must be one line");
    }
}

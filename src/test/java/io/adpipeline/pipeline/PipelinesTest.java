package io.adpipeline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelinesTest {

    private record Named(String name, Set<String> settings) implements PipelineUnderTest {

        Named(String name, String... settings) {
            this(name, Set.of(settings));
        }

        @Override
        public RunningPipeline start(PipelineContext context) {
            throw new UnsupportedOperationException("only its name is asked");
        }
    }

    @Test
    void theSparkPipelineIsRegistered() {
        Pipelines pipelines = Pipelines.load();

        assertThat(pipelines.named("spark").name()).isEqualTo("spark");
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        Pipelines pipelines = new Pipelines(List.of(new Named("swift"), new Named("slow")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipelines.named("sparc"))
                .withMessage("pipeline must be one of slow, swift, was 'sparc'");
    }

    @Test
    void aSettingMustBeOneThatThePipelineNames() {
        Pipelines pipelines = new Pipelines(List.of(new Named("strict"), new Named("tunable", "depth", "kafka.*")));

        assertThat(pipelines
                        .startable("tunable", Map.of("kafka.acks", "all", "depth", "1"))
                        .name())
                .isEqualTo("tunable");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipelines.startable("tunable", Map.of("depth", "1", "depht", "2")))
                .withMessage("settings must be of depth, kafka.* with the pipeline 'tunable', was 'depht'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipelines.startable("tunable", Map.of("kafkaacks", "all")))
                .withMessageContaining("was 'kafkaacks'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipelines.startable("strict", Map.of("depth", "1")))
                .withMessage("settings must be left out with the pipeline 'strict', was 'depth'");
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Pipelines(List.of(new Named("twin"), new Named("twin"))))
                .withMessageContaining("two pipelines are named 'twin'")
                .withMessageContaining(Named.class.getName());
    }
}

package io.adpipeline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PipelinesTest {

    private record Named(String name) implements PipelineUnderTest {
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
    void twoOfOneNameAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Pipelines(List.of(new Named("twin"), new Named("twin"))))
                .withMessageContaining("two pipelines are named 'twin'")
                .withMessageContaining(Named.class.getName());
    }
}

package io.adpipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.kafka.Secrets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunWatchTest {

    private static final Secrets SECRETS = Secrets.of(Map.of("ssl.key.password", "hunter2"));

    @Test
    void theReasonThatAPlugInGivesForItsEndIsToldWithoutSecrets() {
        RunWatch watch = new RunWatch(null, null, null, null, () -> false, SECRETS);

        watch.abort(Abort.Culprit.PIPELINE, "no login with hunter2");

        assertThat(watch.abort().orElseThrow().message()).isEqualTo("no login with ***");
    }

    @Test
    void soIsTheReasonThatItDoesNotStart() {
        PipelineStartException failure =
                new PipelineStartException("mine", SECRETS, new IllegalStateException("no login with hunter2"));

        assertThat(failure)
                .hasMessage("the pipeline 'mine' does not start: no login with ***")
                .hasNoCause();
    }
}

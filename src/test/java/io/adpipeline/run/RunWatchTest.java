package io.adpipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.evidence.Abort;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.kafka.Secrets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunWatchTest {

    private static final Secrets SECRETS = Secrets.of(Map.of("ssl.key.password", "hunter2"));

    @Test
    void theReasonThatAPlugInGivesForItsEndIsToldWithoutSecrets() {
        RunWatch watch = new RunWatch(null, () -> false, SECRETS);

        watch.abort(Abort.Culprit.PIPELINE, "no login with hunter2");

        assertThat(watch.abort().orElseThrow().message()).isEqualTo("no login with ***");
    }

    /** As Spark, whose message holds that of its task. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.io.IOException: No space left on device",
                "java.io.FileNotFoundException: state (Too many open files)",
                "java.io.IOException: File too large",
                "org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [e]"
            })
    void aPipelineIsNotToBlameForWhatNoneCanDoWithout(String why) {
        assertThat(RunWatch.ofPipeline(new IllegalStateException("Job aborted: Lost task 0.0: " + why)))
                .satisfies(abort -> assertThat(abort.culprit()).isEqualTo(Culprit.SURROUNDINGS))
                .satisfies(abort -> assertThat(abort.message()).contains(why));
        assertThat(RunWatch.ofPipeline(new IllegalStateException("Division by zero"))
                        .culprit())
                .isEqualTo(Culprit.PIPELINE);
    }

    @Test
    void norForTooSmallAHeapAfterWhichAnotherRunCanFollow() {
        assertThat(RunWatch.ofPipeline(new IllegalStateException("java.lang.OutOfMemoryError: Java heap space"))
                        .culprit())
                .isEqualTo(Culprit.MEMORY);
    }

    @Test
    void aPipelineIsNotToBlameForItsEndAfterAnOutageOfKafka() {
        Abort death = new Abort(Culprit.PIPELINE, "the pipeline died: TimeoutException");

        assertThat(RunWatch.withOutage(death, Optional.of("Kafka gave no answer for 4.0 s")))
                .isEqualTo(new Abort(
                        Culprit.KAFKA, "Kafka gave no answer for 4.0 s; the pipeline died: TimeoutException"));
        assertThat(RunWatch.withOutage(death, Optional.empty())).isEqualTo(death);
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

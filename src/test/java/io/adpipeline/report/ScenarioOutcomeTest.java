package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.kafka.Secrets;
import io.adpipeline.run.PipelineStartException;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioOutcomeTest {

    private static final Scenario DEMO = SampleRun.scenario(Map.of());

    @Test
    void aScenarioThatDidNotRunIsInvalidForWantOfInfrastructure() {
        ScenarioOutcome outcome = ScenarioOutcome.notRun(DEMO, new IllegalStateException(" no Kafka\n"));

        assertThat(outcome.name()).isEqualTo("demo");
        assertThat(outcome.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(outcome.failure()).hasValue(FailureKind.INFRASTRUCTURE);
        assertThat(outcome.errorText()).hasValue("no Kafka");
    }

    @Test
    void aPipelineThatDoesNotStartIsDeadAndNotInvalid() {
        ScenarioOutcome outcome = ScenarioOutcome.notRun(
                DEMO,
                new PipelineStartException("mine", Secrets.of(Map.of()), new IllegalStateException("no such class")));

        assertThat(outcome.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(outcome.failure()).hasValue(FailureKind.WRONG_RESULTS);
        assertThat(outcome.verdictText()).isEqualTo("FAIL (wrong results or dead pipeline)");
    }

    @Test
    void anErrorWithoutAMessageIsToldByItsName() {
        assertThat(ScenarioOutcome.notRun(DEMO, new InterruptedException()).errorText())
                .hasValue("InterruptedException");
        assertThat(ScenarioOutcome.notRun(DEMO, new StackOverflowError(" ")).errorText())
                .hasValue("StackOverflowError");
    }

    @Test
    void aJudgedRunHasItsVerdictAndItsKindOfFailure() {
        assertThat(ScenarioOutcome.judged(SampleRun.passing().result()).failure())
                .isEmpty();
        assertThat(kind(SampleRun.passing().later(2_000))).hasValue(FailureKind.THRESHOLD_BROKEN);
        assertThat(kind(SampleRun.passing().without(row -> row.offset() == 42))).hasValue(FailureKind.WRONG_RESULTS);
        assertThat(kind(SampleRun.passing().unsent(100))).hasValue(FailureKind.INVALID_RUN);
        assertThat(kind(SampleRun.passing().withoutLoad())).hasValue(FailureKind.INFRASTRUCTURE);
        assertThat(kind(SampleRun.passing().aborted(Culprit.READER, "x"))).hasValue(FailureKind.INFRASTRUCTURE);
    }

    private static Optional<FailureKind> kind(SampleRun run) {
        return ScenarioOutcome.judged(run.result()).failure();
    }

    @Test
    void itHasEitherAResultOrAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScenarioOutcome(DEMO, Optional.empty(), Optional.empty()))
                .withMessage("demo must have either a result or an error, has result: false, error: Optional.empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScenarioOutcome(
                        DEMO, Optional.of(SampleRun.passing().result()), Optional.of(new RuntimeException("x"))));
    }
}

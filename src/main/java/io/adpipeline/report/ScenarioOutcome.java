package io.adpipeline.report;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.files.PlainText;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.util.Optional;

/**
 * The outcome of one scenario of a suite: a judged run, or the error that prevented one.
 *
 * @param scenario what was to be run
 * @param result the judged run; empty exactly if there is an error
 * @param error why there is no result
 */
public record ScenarioOutcome(Scenario scenario, Optional<RunResult> result, Optional<Throwable> error) {

    public ScenarioOutcome {
        if (result.isPresent() == error.isPresent()) {
            throw new IllegalArgumentException("%s must have either a result or an error, has result: %s, error: %s"
                    .formatted(scenario.name(), result.isPresent(), error));
        }
    }

    /** The outcome of a judged run. */
    public static ScenarioOutcome judged(RunResult result) {
        return new ScenarioOutcome(result.scenario(), Optional.of(result), Optional.empty());
    }

    /** The outcome of a scenario that could not be run to a result. */
    public static ScenarioOutcome notRun(Scenario scenario, Throwable why) {
        return new ScenarioOutcome(scenario, Optional.empty(), Optional.of(why));
    }

    public String name() {
        return scenario.name();
    }

    /**
     * The verdict. Without a result: FAIL if the pipeline did not start, else INVALID, since nothing is known of it.
     */
    public Outcome outcome() {
        return result.map(run -> run.verdict().outcome())
                .orElseGet(() ->
                        failure().equals(Optional.of(FailureKind.WRONG_RESULTS)) ? Outcome.FAIL : Outcome.INVALID);
    }

    /** What went wrong; empty for a pass. */
    public Optional<FailureKind> failure() {
        return error.map(FailureKind::of).or(() -> result.flatMap(FailureKind::of));
    }

    /** Why there is no result, as in "Kafka did not answer"; may have several lines. */
    Optional<String> errorText() {
        return error.map(why -> why.getMessage() == null || why.getMessage().isBlank()
                ? why.getClass().getSimpleName()
                : PlainText.of(why.getMessage().strip()));
    }

    /** The verdict for people, as in "PASS, marginal" or "FAIL (threshold broken), undecided". */
    public String verdictText() {
        return outcome()
                + failure().map(kind -> " (%s)".formatted(kind.text())).orElse("")
                + result.map(run -> run.verdict().mark().suffix()).orElse("");
    }
}

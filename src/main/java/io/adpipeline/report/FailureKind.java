package io.adpipeline.report;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.run.PipelineStartException;
import io.adpipeline.slo.Outcome;
import java.util.Optional;

/** Why a run did not pass; each kind needs another reaction, so reports distinguish them. */
public enum FailureKind {
    /** The pipeline counted right, but not fast enough. */
    THRESHOLD_BROKEN("threshold broken"),
    /** Of a comparison: b is slower than a. */
    SLOWER("slower"),
    /** Of a comparison: it cannot tell whether b is slower. */
    UNDECIDED("undecided"),
    /** The pipeline did not start, died, did not come to an end, or its results differ from what was sent. */
    WRONG_RESULTS("wrong results or dead pipeline"),
    /** Everything ran, but the run cannot be trusted: the load was late or not delivered, or samples are too few. */
    INVALID_RUN("invalid run"),
    /** Something that the run needs but does not test failed: Kafka, the load generator, the results reader. */
    INFRASTRUCTURE("infrastructure");

    private final String text;

    FailureKind(String text) {
        this.text = text;
    }

    /** The kind of a judged run; empty for a pass. */
    static Optional<FailureKind> of(RunResult result) {
        boolean wrong = !result.verdict().pipelineFaults().isEmpty();
        return of(result.verdict().outcome(), wrong, brokenDown(result) ? INFRASTRUCTURE : INVALID_RUN);
    }

    /** The kind of an error that kept a scenario from running. */
    static FailureKind of(Throwable why) {
        return why instanceof PipelineStartException ? WRONG_RESULTS : INFRASTRUCTURE;
    }

    /** The kind of a search for capacity; empty for a pass. */
    static Optional<FailureKind> of(CapacityResult search) {
        return of(search.outcome(), worksAtNoRate(search), INVALID_RUN);
    }

    /** The kind of a comparison; empty for a pass. */
    static Optional<FailureKind> of(ComparisonResult comparison) {
        if (comparison.outcome() == Outcome.PASS) {
            return Optional.empty();
        }
        return Optional.of(
                switch (comparison.verdict()) {
                    case SLOWER -> SLOWER;
                    case UNDECIDED -> UNDECIDED;
                    case FAIL -> WRONG_RESULTS;
                    default -> INVALID_RUN;
                });
    }

    private static Optional<FailureKind> of(Outcome outcome, boolean wrong, FailureKind ofInvalid) {
        return switch (outcome) {
            case PASS -> Optional.empty();
            case FAIL -> Optional.of(wrong ? WRONG_RESULTS : THRESHOLD_BROKEN);
            case INVALID -> Optional.of(ofInvalid);
        };
    }

    private static boolean worksAtNoRate(CapacityResult search) {
        return search.answer().eventsPerSecond().isEmpty()
                && of(search.representativeTrial().run()).equals(Optional.of(WRONG_RESULTS));
    }

    private static boolean brokenDown(RunResult result) {
        return result.facts()
                .abort()
                .map(abort -> abort.culprit() != Culprit.PIPELINE)
                .orElse(result.load().isEmpty());
    }

    /** The kind for people. */
    public String text() {
        return text;
    }
}

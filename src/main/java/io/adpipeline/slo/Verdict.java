package io.adpipeline.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run proves.
 *
 * @param outcome pass, fail, or nothing
 * @param checks the check of every threshold, the validity defaults included
 * @param pipelineFaults what is wrong with the pipeline or its results, a sentence each; empty if nothing is
 * @param reasons why the run's latencies cannot be trusted; not empty if the outcome is {@link Outcome#INVALID}, and
 *     empty for a {@link Outcome#PASS}. A FAIL can have some beside its faults
 */
public record Verdict(Outcome outcome, List<Check> checks, List<String> pipelineFaults, List<String> reasons) {

    public Verdict {
        checks = List.copyOf(checks);
        pipelineFaults = List.copyOf(pipelineFaults);
        reasons = List.copyOf(reasons);
        boolean fits = switch (outcome) {
            case PASS -> reasons.isEmpty();
            case INVALID -> !reasons.isEmpty();
            case FAIL -> reasons.isEmpty() || !pipelineFaults.isEmpty();
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    "reasons must be given for INVALID, and else only beside faults of a FAIL, were %s for %s"
                            .formatted(reasons, outcome));
        }
    }

    /** The checks whose value does not keep to its limit. */
    public List<Check> broken() {
        return checks.stream()
                .filter(check -> check.state() == Check.State.BROKEN)
                .toList();
    }

    /**
     * The checks that another run might break: the value keeps to the limit, and its interval contains it. None if the
     * run is INVALID, or certain to fail.
     */
    public List<Check> marginal() {
        return mark() != Check.Mark.MARGINAL
                ? List.of()
                : checks.stream()
                        .filter(check -> check.state() == Check.State.HELD && check.mark() == Check.Mark.MARGINAL)
                        .toList();
    }

    /**
     * How certain the outcome is: {@code MARGINAL} if a value's interval contains its limit, else {@code UNDECIDED} if
     * a value has no interval, else {@code CLEAR}. An INVALID run, which proves nothing, and a FAIL that a fault or a
     * clearly broken threshold on the pipeline makes certain are always {@code CLEAR}.
     */
    public Check.Mark mark() {
        return outcome == Outcome.INVALID
                        || !pipelineFaults.isEmpty()
                        || broken().stream()
                                .filter(check -> check.threshold().metric().ofPipeline())
                                .anyMatch(check -> check.mark() == Check.Mark.CLEAR)
                ? Check.Mark.CLEAR
                : Stream.of(Check.Mark.MARGINAL, Check.Mark.UNDECIDED)
                        .filter(mark -> checks.stream().anyMatch(check -> check.mark() == mark))
                        .findFirst()
                        .orElse(Check.Mark.CLEAR);
    }

    /**
     * The verdict as a CI log should show it: a line with scenario and outcome, then each marginal or broken check with
     * what was required, what was measured and where the time went, then each fault of the pipeline, and the reasons to
     * doubt the run.
     */
    public String message(String scenarioName) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s%s".formatted(scenarioName, outcome, headline()));
        Stream.concat(marginal().stream(), broken().stream()).forEach(check -> {
            lines.add("  " + check.text());
            check.explanation().ifPresent(why -> lines.add("    " + why));
        });
        pipelineFaults.forEach(fault -> lines.add("  " + fault));
        reasons.forEach(reason -> lines.add("  " + doubt(reason)));
        return String.join("\n", lines);
    }

    /** A reason not to trust the run's latencies, as a line of its own. */
    public String doubt(String reason) {
        return (outcome == Outcome.INVALID ? "invalid: " : "latencies in doubt: ") + reason;
    }

    private String headline() {
        return switch (outcome) {
            case PASS, FAIL ->
                switch (mark()) {
                    case CLEAR -> "";
                    case MARGINAL -> ", marginal: the interval contains the limit";
                    case UNDECIDED -> ", undecided: a value has no confidence interval";
                };
            case INVALID -> " (this run proves nothing about the pipeline)";
        };
    }
}

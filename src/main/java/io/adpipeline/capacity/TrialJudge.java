package io.adpipeline.capacity;

import io.adpipeline.run.RunResult;
import io.adpipeline.run.RunResult.BacklogStats;
import io.adpipeline.slo.Check;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Outcome;
import io.adpipeline.slo.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run says of its rate. It is sustained if the run passes, thresholds and oracle, and its backlog does not grow:
 * if the backlog's slope is not above 1 % of the rate. A slope whose confidence interval reaches down to zero is the ups
 * and downs of micro-batches and bursts, and no growth.
 */
final class TrialJudge {

    /** In percent of the asked rate. */
    static final double GROWTH_LIMIT_PERCENT = 1;

    private TrialJudge() {}

    static Trial judge(int number, Purpose purpose, RunResult run) {
        double rate = run.scenario().load().eventsPerSecond();
        List<String> invalidReasons = invalidReasons(run);
        if (!invalidReasons.isEmpty()) {
            return new Trial(number, purpose, rate, TrialVerdict.INVALID, invalidReasons, run);
        }
        List<String> faults = faults(run);
        TrialVerdict verdict = faults.isEmpty() ? TrialVerdict.SUSTAINED : TrialVerdict.NOT_SUSTAINED;
        return new Trial(number, purpose, rate, verdict, faults, run);
    }

    private static List<String> invalidReasons(RunResult run) {
        if (run.verdict().outcome() == Outcome.PASS
                && run.backlog().growthPercent().isEmpty()) {
            return List.of("the growth of the backlog was not measured");
        }
        return run.verdict().outcome() == Outcome.INVALID ? run.verdict().reasons() : List.of();
    }

    private static List<String> faults(RunResult run) {
        List<String> faults = new ArrayList<>();
        run.verdict().checks().stream()
                .filter(check -> check.state() == Check.State.BROKEN)
                .map(Check::text)
                .forEach(faults::add);
        if (grows(run.backlog())) {
            faults.add(growth(run.backlog()));
        }
        faults.addAll(run.verdict().pipelineFaults());
        return faults;
    }

    private static boolean grows(BacklogStats backlog) {
        return backlog.growthPercent().orElse(0) > GROWTH_LIMIT_PERCENT
                && backlog.growthInterval().map(interval -> interval.low() > 0).orElse(true);
    }

    private static String growth(BacklogStats backlog) {
        return "backlog growth: allowed ≤ %s of the rate, actual %s"
                .formatted(
                        Figures.rounded(Unit.PERCENT, GROWTH_LIMIT_PERCENT),
                        Figures.rounded(Unit.PERCENT, backlog.growthPercent().orElseThrow()));
    }
}

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
 * One trial of a search and what it says.
 *
 * @param number from 1 in the order of trials; 0 for the warm-up
 * @param purpose what it was for
 * @param eventsPerSecond the asked rate of all producers together
 * @param verdict what it says of that rate
 * @param reasons why it is not sustained or INVALID, a sentence each; empty exactly if it is sustained
 * @param run the judged run, whose evidence is in the folder of its name
 */
public record Trial(
        int number, Purpose purpose, double eventsPerSecond, Verdict verdict, List<String> reasons, RunResult run) {

    /** In percent of the asked rate. */
    static final double GROWTH_LIMIT_PERCENT = 1;

    /** What a trial is for. */
    public enum Purpose {
        /** The first one, not counted: compilers and caches settle. */
        WARM_UP("warm-up"),
        /** A short one, to find the rate. */
        SEARCH("search"),
        /** One at full length, to confirm the answer. */
        CONFIRM("confirm");

        private final String title;

        Purpose(String title) {
            this.title = title;
        }

        /** What people read. */
        public String title() {
            return title;
        }
    }

    /** What one trial says of its rate. */
    public enum Verdict {
        /** The thresholds hold and the backlog does not grow. */
        SUSTAINED("sustained"),
        /** The pipeline is too slow for the rate, or wrong at it. */
        NOT_SUSTAINED("not sustained"),
        /** Nothing: the load was not delivered as asked, or the run cannot be trusted for another reason. */
        INVALID("INVALID");

        private final String title;

        Verdict(String title) {
            this.title = title;
        }

        /** What people read. */
        public String title() {
            return title;
        }
    }

    public Trial {
        reasons = List.copyOf(reasons);
        if ((verdict == Verdict.SUSTAINED) != reasons.isEmpty()) {
            throw new IllegalArgumentException(
                    "reasons must be given unless a trial is sustained, were %s for %s".formatted(reasons, verdict));
        }
    }

    /** What the seed makes of the rate while measuring, events per second. */
    public double realisedPerSecond() {
        return eventsPerSecond
                * run.realised().map(load -> load.measuredPercent() / 100).orElse(1.0);
    }

    /** The name of its run and of its folder, as in {@code 03-80000}. */
    public String name() {
        return run.scenario().name();
    }

    /**
     * What a run says of its rate. It is sustained if the run passes, thresholds and oracle, and its backlog does not
     * grow: if the backlog's slope is not above 1 % of the rate. A slope whose confidence interval reaches down to zero is
     * the ups and downs of micro-batches and bursts, and no growth.
     */
    static Trial judge(int number, Purpose purpose, RunResult run) {
        double rate = run.scenario().load().eventsPerSecond();
        List<String> invalidReasons = invalidReasons(run);
        if (!invalidReasons.isEmpty()) {
            return new Trial(number, purpose, rate, Verdict.INVALID, invalidReasons, run);
        }
        List<String> faults = faults(run);
        Verdict verdict = faults.isEmpty() ? Verdict.SUSTAINED : Verdict.NOT_SUSTAINED;
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

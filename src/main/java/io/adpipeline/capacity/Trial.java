package io.adpipeline.capacity;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.RunResult.BacklogStats;
import io.adpipeline.latency.ConfidenceInterval;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Outcome;
import io.adpipeline.slo.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One trial of a search and what it proves.
 *
 * @param number from 1 in the order of trials; 0 for the warm-up
 * @param purpose what it was for
 * @param eventsPerSecond the asked rate of all producers together
 * @param verdict what it proves about that rate
 * @param reasons why the verdict is not SUSTAINED, a sentence each; empty exactly if it is
 * @param run the judged run, whose evidence is in the folder of its name
 */
public record Trial(
        int number, Purpose purpose, double eventsPerSecond, Verdict verdict, List<String> reasons, RunResult run) {

    /** The most growth of the backlog, percent of the asked rate: more overload counts as sustained only by chance. */
    private static final double GROWTH_LIMIT_PERCENT = 4;

    /** What a trial is for. */
    public enum Purpose {
        /** The first one, not counted: compilers and caches settle. */
        WARM_UP,
        /** A short one, to find the rate. */
        SEARCH,
        /** One at full length, to confirm the answer. */
        CONFIRM;

        /** What people read. */
        public String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What one trial says of its rate. */
    public enum Verdict {
        /** The thresholds hold, and it is sure that the backlog does not grow. */
        SUSTAINED,
        /** The pipeline is too slow for the rate, or wrong at it. */
        NOT_SUSTAINED,
        /** The trial was too short to tell: the backlog may grow or not, or the pipeline was still catching up. */
        UNDECIDED,
        /** Nothing: the load was not delivered as asked, or the run cannot be trusted for another reason. */
        INVALID;

        /** What people read. */
        public String title() {
            return this == INVALID ? name() : name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public Trial {
        reasons = List.copyOf(reasons);
        if ((verdict == Verdict.SUSTAINED) != reasons.isEmpty()) {
            throw new IllegalArgumentException(
                    "reasons must be given unless a trial is sustained, were %s for %s".formatted(reasons, verdict));
        }
    }

    /** The rate that the seed gives while measuring, events per second. */
    public double realisedPerSecond() {
        return eventsPerSecond
                * run.realised().map(load -> load.measuredPercent() / 100).orElse(1.0);
    }

    /** The name of its run and of its folder, as in {@code 03-80000}. */
    public String name() {
        return run.scenario().name();
    }

    /**
     * Judges a rate by a run. It is sustained if the run passes (thresholds and oracle), and the whole confidence
     * interval of the backlog's growth is at or below 4 % of the rate. It is undecided if only a part of the interval
     * is, or there is none. It is undecided too if a threshold is broken while the backlog fell by more than 4 %: the
     * pipeline was still catching up with the start of the load.
     */
    static Trial judge(int number, Purpose purpose, RunResult run) {
        double rate = run.scenario().load().eventsPerSecond();
        List<String> invalidReasons = invalidReasons(run);
        if (!invalidReasons.isEmpty()) {
            return new Trial(number, purpose, rate, Verdict.INVALID, invalidReasons, run);
        }
        List<String> reasons = faults(run);
        Verdict ofGrowth = growthVerdict(run.backlog());
        Verdict verdict = reasons.isEmpty() ? ofGrowth : ofFaults(run);
        if (!reasons.isEmpty() && verdict == Verdict.UNDECIDED) {
            reasons.add("the pipeline was still catching up with the start of the load: backlog growth "
                    + run.backlog().growthText().orElseThrow());
        } else if (ofGrowth == verdict && verdict != Verdict.SUSTAINED) {
            reasons.add(growth(run.backlog()));
        }
        return new Trial(number, purpose, rate, verdict, reasons, run);
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
        run.verdict().broken().forEach(check -> faults.add(check.text()));
        faults.addAll(run.verdict().pipelineFaults());
        return faults;
    }

    private static Verdict ofFaults(RunResult run) {
        boolean right = run.verdict().pipelineFaults().isEmpty();
        return right && catchingUp(run.backlog().growthPercent()) ? Verdict.UNDECIDED : Verdict.NOT_SUSTAINED;
    }

    /** Whether the backlog fell by more than 4 % of the rate while measuring. */
    static boolean catchingUp(OptionalDouble growthPercent) {
        return growthPercent.orElse(0) < -GROWTH_LIMIT_PERCENT;
    }

    /** What the growth of the backlog alone says. */
    static Verdict growthVerdict(BacklogStats backlog) {
        if (backlog.growthInterval().isEmpty()) {
            return Verdict.UNDECIDED;
        }
        ConfidenceInterval growth = backlog.growthInterval().get();
        if (growth.high() <= GROWTH_LIMIT_PERCENT) {
            return Verdict.SUSTAINED;
        }
        return growth.low() > GROWTH_LIMIT_PERCENT ? Verdict.NOT_SUSTAINED : Verdict.UNDECIDED;
    }

    private static String growth(BacklogStats backlog) {
        return "backlog growth: allowed ≤ %s of the rate, actual %s"
                .formatted(
                        Figures.rounded(Unit.PERCENT, GROWTH_LIMIT_PERCENT),
                        backlog.growthText().orElseThrow());
    }
}

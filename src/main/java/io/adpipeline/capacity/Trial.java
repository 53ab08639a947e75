package io.adpipeline.capacity;

import io.adpipeline.run.RunResult;
import java.util.List;
import java.util.Objects;

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
        int number,
        Purpose purpose,
        double eventsPerSecond,
        TrialVerdict verdict,
        List<String> reasons,
        RunResult run) {

    public Trial {
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(run, "run");
        reasons = List.copyOf(reasons);
        if ((verdict == TrialVerdict.SUSTAINED) != reasons.isEmpty()) {
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
}

package io.adpipeline.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What kept the machine's CPUs from the run while it measured. Each value is in percent, and empty where the system
 * does not report it.
 *
 * @param stolen CPU time that the host of this virtual machine gave to others
 * @param worstStolen the same in the worst second
 * @param others CPU time of processes that are not the run's
 * @param idle CPU time that nobody used
 * @param throttled periods in which the control group of this process had used up its quota
 */
public record MachineUse(
        OptionalDouble stolen,
        OptionalDouble worstStolen,
        OptionalDouble others,
        OptionalDouble idle,
        OptionalDouble throttled) {

    /** Above this, percent, the host's load is measured and not the pipeline. */
    private static final double STOLEN_LIMIT = 5;

    /** Above this, percent, other processes slow the run down, unless enough CPU time is idle. */
    private static final double OTHERS_LIMIT = 20;

    private static final double ENOUGH_IDLE = 50;

    /** A quota's period is usually 100 ms; a throttled period delays everything that waits in it. */
    private static final double THROTTLED_LIMIT = 5;

    /** Nothing is known. */
    public static final MachineUse UNKNOWN = new MachineUse(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());

    /** Each limit that was exceeded because others used the machine, as a sentence. */
    public List<String> disturbances() {
        List<String> disturbances = new ArrayList<>();
        if (stolen.orElse(0) > STOLEN_LIMIT) {
            disturbances.add(String.format(
                    Locale.ROOT,
                    "the host gave %.1f %% of this machine's CPU time to others while measuring, allowed are %.0f %%",
                    stolen.getAsDouble(),
                    STOLEN_LIMIT));
        }
        if (others.orElse(0) > OTHERS_LIMIT && idle.orElse(0) < ENOUGH_IDLE) {
            disturbances.add(String.format(
                    Locale.ROOT,
                    "other processes used %.1f %% of this machine's CPU time while measuring and left %.1f %% idle, allowed are"
                            + " %.0f %% or %.0f %% idle",
                    others.getAsDouble(),
                    idle.orElse(0),
                    OTHERS_LIMIT,
                    ENOUGH_IDLE));
        }
        if (throttled.orElse(0) > THROTTLED_LIMIT) {
            disturbances.add(String.format(
                    Locale.ROOT,
                    "the CPU quota of the control group that the suite runs in was used up in %.1f %% of its periods, allowed"
                            + " are %.0f %%",
                    throttled.getAsDouble(),
                    THROTTLED_LIMIT));
        }
        return disturbances;
    }
}

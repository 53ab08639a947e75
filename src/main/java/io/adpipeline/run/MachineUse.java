package io.adpipeline.run;

import java.util.OptionalDouble;

/**
 * What of the machine the run did not have while measuring, each in percent and empty where the system does not report it.
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

    /** Nothing is known. */
    public static final MachineUse UNKNOWN = new MachineUse(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());
}

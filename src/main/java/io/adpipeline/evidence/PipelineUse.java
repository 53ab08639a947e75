package io.adpipeline.evidence;

import java.util.OptionalLong;

/**
 * What the pipeline's processes used.
 *
 * @param cpuSeconds CPU time while measuring, seconds
 * @param peakMemoryBytes the most physical memory until the end of measuring, bytes; empty where it is unknown
 */
public record PipelineUse(double cpuSeconds, OptionalLong peakMemoryBytes) {

    /** CPU time for each million of so many events, seconds. */
    public double cpuSecondsPerMillion(long events) {
        return cpuSeconds / events * 1e6;
    }
}

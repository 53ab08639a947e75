package io.adpipeline.evidence;

import java.util.OptionalLong;

/**
 * What the pipeline's processes used.
 *
 * @param cpuSeconds CPU time while measuring, seconds
 * @param compilerCpuSeconds the part of {@code cpuSeconds} that the JVMs' compilers used; 0 where it is unknown
 * @param gcCpuSeconds the part of {@code cpuSeconds} that the JVMs' garbage collectors used; 0 where it is unknown
 * @param peakMemoryBytes the most physical memory until the end of measuring, bytes; empty where it is unknown
 */
public record PipelineUse(
        double cpuSeconds, double compilerCpuSeconds, double gcCpuSeconds, OptionalLong peakMemoryBytes) {

    /** What was used since an earlier record; the memory peak stays that of this one. */
    public PipelineUse since(PipelineUse earlier) {
        return new PipelineUse(
                cpuSeconds - earlier.cpuSeconds,
                compilerCpuSeconds - earlier.compilerCpuSeconds,
                gcCpuSeconds - earlier.gcCpuSeconds,
                peakMemoryBytes);
    }

    /** CPU time per million events, seconds. */
    public double cpuSecondsPerMillion(long events) {
        return cpuSeconds / events * 1e6;
    }
}

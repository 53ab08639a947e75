package io.adpipeline.evidence;

import java.util.OptionalLong;

/**
 * What the pipeline's processes used.
 *
 * @param cpuSeconds CPU time while measuring, seconds
 * @param compilerCpuSeconds what of it the compilers of JVMs used, seconds; 0 where that is unknown
 * @param gcCpuSeconds what of it the garbage collectors of JVMs used, seconds; 0 where that is unknown
 * @param peakMemoryBytes the most physical memory until the end of measuring, bytes; empty where it is unknown
 */
public record PipelineUse(
        double cpuSeconds, double compilerCpuSeconds, double gcCpuSeconds, OptionalLong peakMemoryBytes) {

    /** What was used since an earlier time; the peak is that of now. */
    public PipelineUse since(PipelineUse earlier) {
        return new PipelineUse(
                cpuSeconds - earlier.cpuSeconds,
                compilerCpuSeconds - earlier.compilerCpuSeconds,
                gcCpuSeconds - earlier.gcCpuSeconds,
                peakMemoryBytes);
    }

    /** CPU time for each million of so many events, seconds. */
    public double cpuSecondsPerMillion(long events) {
        return cpuSeconds / events * 1e6;
    }
}

package io.adpipeline.scenario;

/** A figure by which two variants are compared. One figure decides the comparison, the others are only reported. */
public enum GatingStatistic {
    /** Latency of every event, median. */
    P50("perEvent p50", "perEventP50Ms"),
    /** Latency of every event, 90th percentile. */
    P90("perEvent p90", "perEventP90Ms"),
    /** Latency of every event, 99th percentile. */
    P99("perEvent p99", "perEventP99Ms"),
    /** Latency of every event, mean. */
    MEAN("perEvent mean", "perEventMeanMs"),
    /** From the end of a window to its last row, 90th percentile. */
    WINDOW_CLOSE("windowClose p90", "windowCloseP90Ms"),
    /** CPU time of the pipeline's processes for a million events. */
    CPU("CPU time", "cpuSecondsPerMillionEvents"),
    /** The part of {@link #CPU} that JIT compilers use. */
    COMPILER("CPU time of compilers", "compilerCpuSecondsPerMillionEvents"),
    /** The part of {@link #CPU} that garbage collectors use. */
    GC("CPU time of collectors", "gcCpuSecondsPerMillionEvents"),
    /** The most physical memory of the pipeline's processes. */
    MEMORY("peak memory", "peakMemoryMb");

    private final String title;
    private final String key;

    GatingStatistic(String title, String key) {
        this.title = title;
        this.key = key;
    }

    /** Whether it says how long something takes, and not what it uses. */
    public boolean isLatency() {
        return key.endsWith("Ms");
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** The name for machines, which ends with the unit. */
    public String key() {
        return key;
    }
}

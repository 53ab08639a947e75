package io.adpipeline.scenario;

/** A figure of two variants. One decides their comparison, the others are told beside it. */
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
    /** What of it compilers of JVMs use. */
    COMPILER("CPU time of compilers", "compilerCpuSecondsPerMillionEvents"),
    /** What of it garbage collectors of JVMs use. */
    GC("CPU time of collectors", "gcCpuSecondsPerMillionEvents"),
    /** The most physical memory of the pipeline's processes. */
    MEMORY("peak memory", "peakMemoryMb");

    private final String title;
    private final String key;

    GatingStatistic(String title, String key) {
        this.title = title;
        this.key = key;
    }

    /** What people read. */
    public String title() {
        return title;
    }

    /** Its name for machines, which ends with its unit. */
    public String key() {
        return key;
    }
}

package io.adpipeline.scenario;

/** The figure that decides a comparison. */
public enum GatingStatistic {
    /** Latency of every event, median. */
    P50("perEvent p50"),
    /** Latency of every event, 90th percentile. */
    P90("perEvent p90"),
    /** Latency of every event, 99th percentile. */
    P99("perEvent p99"),
    /** Latency of every event, mean. */
    MEAN("perEvent mean"),
    /** CPU seconds of the pipeline's processes for a million events. */
    CPU("CPU time");

    private final String title;

    GatingStatistic(String title) {
        this.title = title;
    }

    /** What people read. */
    public String title() {
        return title;
    }
}

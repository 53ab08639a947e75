package io.adpipeline.load;

/**
 * Where the generator stands, reported about once a second.
 *
 * @param elapsedMs since the start of the schedule
 * @param sent events handed to the Kafka producers so far
 * @param acknowledged events acknowledged so far
 * @param failed events given up so far
 * @param lagP99Ms 99th percentile of the schedule lag since the last report, ms
 */
public record LoadProgress(long elapsedMs, long sent, long acknowledged, long failed, double lagP99Ms) {

    /** Before the load has begun. */
    public static final LoadProgress NONE = new LoadProgress(0, 0, 0, 0, 0);
}

package io.adpipeline.run;

import java.util.OptionalDouble;

/**
 * Where a run stands.
 *
 * @param phase the phase it is in
 * @param elapsedSeconds since the phase began
 * @param totalSeconds length of the phase; of a drain its limit
 * @param sent events sent since the load began
 * @param eventsPerSecond sent since the last report
 * @param lagP99Ms schedule lag P99 of the last second, ms
 * @param backlog events that the pipeline has not committed
 * @param windowsDone measured windows that have ended and have results from after their end
 * @param windowsTotal windows to measure
 * @param endToEndP90Ms {@code endToEnd} P90 of the measured rows so far, ms; empty before the first
 */
public record RunProgress(
        Phase phase,
        long elapsedSeconds,
        long totalSeconds,
        long sent,
        double eventsPerSecond,
        double lagP99Ms,
        long backlog,
        long windowsDone,
        long windowsTotal,
        OptionalDouble endToEndP90Ms) {}

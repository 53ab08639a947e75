package io.adpipeline.run;

import io.adpipeline.evidence.Phase;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Where a run stands.
 *
 * @param phase the phase it is in
 * @param elapsedSeconds since the phase began
 * @param totalSeconds length of the phase; of a drain its limit
 * @param sent events sent since the load began
 * @param eventsPerSecond events sent per second since the last report
 * @param lagP99Ms schedule lag P99 of the last second, ms
 * @param backlog events whose results are not out; empty while that is unknown
 * @param windowsDone measured windows with a result from after their end
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
        OptionalLong backlog,
        long windowsDone,
        long windowsTotal,
        OptionalDouble endToEndP90Ms) {}

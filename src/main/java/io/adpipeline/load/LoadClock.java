package io.adpipeline.load;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Epoch time that never jumps: read once from the wall clock, carried on by the monotonic one, so that a correction of
 * the wall clock cannot shift the schedule. How far the two have drifted apart is reported. Thread-safe.
 */
final class LoadClock {

    private final long epochNs;
    private final long anchorNs;

    LoadClock() {
        epochNs = wallNs();
        anchorNs = System.nanoTime();
    }

    /** Now, epoch ns. */
    long nowNs() {
        return epochNs + System.nanoTime() - anchorNs;
    }

    /** Wall clock − this clock, ns. */
    long driftNs() {
        return wallNs() - nowNs();
    }

    private static long wallNs() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}

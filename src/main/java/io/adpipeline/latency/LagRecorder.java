package io.adpipeline.latency;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Takes the schedule lag of every event on a hot path without making it wait for readers: one thread may call
 * {@link #record}, any threads the rest, all at the same time.
 */
public final class LagRecorder {

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(LatencyHistogram.SIGNIFICANT_DIGITS);
    private final AtomicLong negatives = new AtomicLong();
    private final LatencyHistogram total = new LatencyHistogram();
    private LatencyHistogram sinceSnapshot = new LatencyHistogram();
    private Histogram recycled;

    /** Counts a lag in ns, a negative one (sent before its time) apart. */
    public void record(long lagNs) {
        if (lagNs < 0) {
            negatives.incrementAndGet();
        } else {
            recorder.recordValue(lagNs);
        }
    }

    /** What was recorded since the last call, or since the beginning; the caller's own. */
    public synchronized LatencyHistogram snapshotInterval() {
        collect();
        LatencyHistogram snapshot = sinceSnapshot;
        sinceSnapshot = new LatencyHistogram();
        return snapshot;
    }

    /** Everything recorded so far; the caller's own. Takes nothing from the next {@link #snapshotInterval}. */
    public synchronized LatencyHistogram total() {
        collect();
        return total.copy();
    }

    private void collect() {
        recycled = recorder.getIntervalHistogram(recycled);
        long negative = negatives.getAndSet(0);
        total.add(recycled, negative);
        sinceSnapshot.add(recycled, negative);
    }
}

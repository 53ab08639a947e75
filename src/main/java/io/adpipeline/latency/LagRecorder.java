package io.adpipeline.latency;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Records a time span for each event on a hot path that never waits for readers. One thread may call
 * {@link #record}; any threads may call the other methods at the same time.
 */
public final class LagRecorder {

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(LatencyHistogram.SIGNIFICANT_DIGITS);
    private final AtomicLong negatives = new AtomicLong();
    private final LatencyHistogram total = new LatencyHistogram();
    private LatencyHistogram sinceSnapshot = new LatencyHistogram();
    private Histogram recycled;

    /** Records a lag in ns; a negative lag (event sent before its time) is only counted. */
    public void record(long lagNs) {
        if (lagNs < 0) {
            negatives.incrementAndGet();
        } else {
            recorder.recordValue(lagNs);
        }
    }

    /** A new histogram of the lags recorded since the last call, or since the start. */
    public synchronized LatencyHistogram snapshotInterval() {
        collect();
        LatencyHistogram snapshot = sinceSnapshot;
        sinceSnapshot = new LatencyHistogram();
        return snapshot;
    }

    /** A new histogram of all lags recorded so far; does not affect the next {@link #snapshotInterval}. */
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

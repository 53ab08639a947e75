package io.adpipeline.load;

import io.adpipeline.latency.LagRecorder;
import io.adpipeline.latency.LatencyHistogram;

/**
 * Lags of one producer, those of the measured part of the schedule apart from the others, so that each is recorded
 * once. One thread writes, any threads read.
 */
final class PhaseLags {

    private final LagRecorder others = new LagRecorder();
    private final LagRecorder measured = new LagRecorder();

    void record(long lagNs, boolean inMeasure) {
        (inMeasure ? measured : others).record(lagNs);
    }

    /** All that were recorded since the last call, or since the beginning; the caller's own. */
    LatencyHistogram snapshotInterval() {
        LatencyHistogram all = others.snapshotInterval();
        all.add(measured.snapshotInterval());
        return all;
    }

    /** Those of the measured part so far; the caller's own. */
    LatencyHistogram measured() {
        return measured.total();
    }
}

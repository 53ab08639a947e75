package io.adpipeline.load;

import io.adpipeline.latency.LagRecorder;
import io.adpipeline.load.LoadReport.Counts;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one producer did in one part of the schedule. {@link #intended} and {@link #sent} are called by the producer's
 * thread alone, {@link #acknowledged} by its I/O thread alone, {@link #failed} by both; any thread may read.
 */
final class PhaseStats {

    private final AtomicLong intended = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final LagRecorder lags = new LagRecorder();
    private final LagRecorder acknowledgements = new LagRecorder();

    void intended() {
        increment(intended);
    }

    /** @param lagNs produce time − intended time */
    void sent(long lagNs) {
        increment(sent);
        lags.record(lagNs);
    }

    /** @param tookNs acknowledgement − produce time */
    void acknowledged(long tookNs) {
        acknowledgements.record(tookNs);
        increment(acknowledged);
    }

    void failed() {
        failed.incrementAndGet(); // called by both threads: a send can fail at once, or later at the broker
    }

    /** One writer: an ordered store is enough and costs no fence. */
    private static void increment(AtomicLong counter) {
        counter.lazySet(counter.getPlain() + 1);
    }

    Counts counts() {
        return new Counts(intended.get(), sent.get(), acknowledged.get(), failed.get());
    }

    LagRecorder lags() {
        return lags;
    }

    LagRecorder acknowledgements() {
        return acknowledgements;
    }
}

package io.adpipeline.load;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts of one producer over one part of the schedule. {@code intended} and {@code sent} are written by the producer's
 * thread alone, {@code acknowledged} by its I/O thread alone, {@code failed} by both; any thread may read.
 */
final class PhaseCounters {

    private final AtomicLong intended = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    // one writer: an ordered store is enough and costs no fence
    void intended() {
        intended.lazySet(intended.getPlain() + 1);
    }

    void sent() {
        sent.lazySet(sent.getPlain() + 1);
    }

    void acknowledged() {
        acknowledged.lazySet(acknowledged.getPlain() + 1);
    }

    void failed() {
        failed.incrementAndGet(); // a send can be refused at once, and by the broker later
    }

    LoadReport.Counts counts() {
        return new LoadReport.Counts(intended.get(), sent.get(), acknowledged.get(), failed.get());
    }
}

package io.adpipeline.it;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How fast a synthetic pipeline can be: serves one event after the other at a fixed rate. One thread only. */
final class ServiceRate {

    /** What writing results or a stall took is made up for; longer idleness is not. */
    private static final long MAKE_UP_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final double eventNs;
    private double freeNs = System.nanoTime();

    private ServiceRate(double eventNs) {
        this.eventNs = eventNs;
    }

    /** @param eventsPerSecond null for no limit */
    static ServiceRate of(String eventsPerSecond) {
        return new ServiceRate(eventsPerSecond == null ? 0 : 1e9 / Double.parseDouble(eventsPerSecond));
    }

    /** Events that it takes about 10 ms to serve; empty without a limit. */
    OptionalInt mostAtOnce() {
        return eventNs == 0 ? OptionalInt.empty() : OptionalInt.of((int) Math.max(1, 1e7 / eventNs));
    }

    /** Returns when the next event is served. */
    void serve() {
        if (eventNs == 0) {
            return;
        }
        freeNs = Math.max(freeNs, System.nanoTime() - (double) MAKE_UP_NS) + eventNs;
        for (double leftNs = freeNs - System.nanoTime(); leftNs > 0; leftNs = freeNs - System.nanoTime()) {
            LockSupport.parkNanos((long) leftNs);
        }
    }
}

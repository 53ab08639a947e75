package io.adpipeline.broker;

import io.adpipeline.process.ChildJvm;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits until a broker's JVM reports ready, port-taken or failed. One thread waits, another hands over lines. */
final class StartupProbe {

    private static final Duration OUTPUT_LIMIT = Duration.ofSeconds(5);
    private static final int TAIL_LINES = 20;

    private volatile String reported = "";

    void onLine(String line) {
        reported = line;
    }

    /**
     * @return whether it serves; false if a port was taken
     * @throws BrokerException if it failed, ended or took too long
     */
    boolean awaitReady(ChildJvm child, Duration limit) {
        try {
            Awaitility.await("embedded broker")
                    .dontCatchUncaughtExceptions()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(limit)
                    .until(() -> !reported.isEmpty() || !child.alive());
        } catch (ConditionTimeoutException e) {
            throw failure(child, "did not get ready within %d s".formatted(limit.toSeconds()));
        }
        awaitLastReport(child);
        if (reported.equals(EmbeddedBrokerMain.PORT_TAKEN)) {
            return false;
        }
        if (!reported.equals(EmbeddedBrokerMain.READY)) {
            throw failure(child, "did not start");
        }
        return true;
    }

    /** A JVM that has ended may have reported just before: another thread reads its output. */
    private void awaitLastReport(ChildJvm child) {
        if (!reported.isEmpty()) {
            return;
        }
        try {
            child.waitFor(OUTPUT_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while the embedded broker was starting", e);
        }
    }

    private static BrokerException failure(ChildJvm child, String what) {
        return new BrokerException("The embedded broker %s. The end of its log %s:%n%s"
                .formatted(what, child.log(), child.logTail(TAIL_LINES)));
    }
}

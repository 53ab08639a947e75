package io.adpipeline.broker;

import io.adpipeline.process.ChildJvm;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits for the word of a broker's JVM. One thread waits, another hands over lines. */
final class StartWatch {

    private static final Duration OUTPUT_LIMIT = Duration.ofSeconds(5);
    private static final int TAIL_LINES = 20;

    private volatile String word = "";

    void onLine(String line) {
        word = line;
    }

    /**
     * @return whether it serves; false if a port was taken
     * @throws BrokerException if it failed, ended or took too long
     */
    boolean awaitReady(ChildJvm child, Duration limit) {
        try {
            Awaitility.await("embedded broker")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(limit)
                    .until(() -> !word.isEmpty() || !child.alive());
        } catch (ConditionTimeoutException e) {
            throw failure(child, "did not get ready within %d s".formatted(limit.toSeconds()));
        }
        awaitLastWord(child);
        if (word.equals(EmbeddedBrokerMain.PORT_TAKEN)) {
            return false;
        }
        if (!word.equals(EmbeddedBrokerMain.READY)) {
            throw failure(child, "did not start");
        }
        return true;
    }

    /** A JVM that has ended may have spoken just before: its output is read by another thread. */
    private void awaitLastWord(ChildJvm child) {
        if (!word.isEmpty()) {
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

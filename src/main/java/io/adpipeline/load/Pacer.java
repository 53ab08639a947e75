package io.adpipeline.load;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a thread wait for the next intended time without burning its core. One producer thread owns it; any
 * thread may stop it.
 *
 * <p>The kernel wakes a parked thread some 50 µs late, so a wait below that is not worth a park: the thread yields.
 * Events that fell due while it was parked are sent at once, one after the other.
 */
@SuppressWarnings("ThreadPriorityCheck") // a yield is shorter than the shortest park
final class Pacer {

    private static final Logger LOG = LoggerFactory.getLogger(Pacer.class);
    private static final Path SELF = Path.of("/proc/thread-self");

    private static final Path RENICE = Path.of("/usr/bin/renice");
    private static final String PRIORITY = "-15";

    private static final long SHORTEST_PARK_NS = 20_000;
    private static final long LONGEST_PARK_NS = 10_000_000;

    private final LoadClock clock;
    private volatile boolean stopped;

    Pacer(LoadClock clock) {
        this.clock = clock;
    }

    /**
     * Asks the kernel to wake the calling thread on time and to prefer it. It sets the least timer slack: by default
     * the kernel wakes threads up to 50 µs late to save wake-ups, the distance of two events at 20,000 events/s. It
     * raises the priority where {@code renice} exists and is permitted, for this thread alone: the JVM's compiler and
     * Kafka's threads would otherwise keep the CPU from the broker, for which they wait. Where the kernel lacks these,
     * nothing changes.
     */
    static void preferThisThread() {
        if (!Files.isSymbolicLink(SELF)) {
            return;
        }
        try {
            Path threadId = Files.readSymbolicLink(SELF).getFileName();
            Files.writeString(Path.of("/proc").resolve(threadId).resolve("timerslack_ns"), "1");
            if (Files.isExecutable(RENICE)) {
                new ProcessBuilder(RENICE.toString(), "-n", PRIORITY, "-p", threadId.toString())
                        .redirectErrorStream(true) // renice complains if it is not permitted
                        .redirectOutput(Redirect.DISCARD)
                        .start();
            }
        } catch (IOException e) {
            LOG.warn("the producer's timers stay coarse: {}", e.toString());
        }
    }

    /**
     * Waits until the instant has come; returns at once if it is past.
     *
     * @param dueNs epoch ns, of the load's clock
     * @return the current time, epoch ns; before {@code dueNs} only if it was stopped or the thread interrupted
     */
    long awaitNs(long dueNs) {
        long nowNs = clock.nowNs();
        while (nowNs < dueNs && !stopped && !Thread.currentThread().isInterrupted()) {
            long gapNs = dueNs - nowNs;
            if (gapNs < SHORTEST_PARK_NS) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(this, Math.min(gapNs, LONGEST_PARK_NS));
            }
            nowNs = clock.nowNs();
        }
        return nowNs;
    }

    /** Ends every wait from now on, at most 10 ms later. For any thread. */
    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    /**
     * Epoch time that never jumps: read once from the wall clock, then advanced by the monotonic clock, so that a
     * correction of the wall clock cannot shift the schedule. The load's report states how far the two drifted apart.
     * Thread-safe.
     */
    static final class LoadClock {

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
}

package io.adpipeline.cli;

import io.adpipeline.process.StopSignals;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish of somebody outside that the program ends: Ctrl-C, or SIGTERM. At first it interrupts the command's thread;
 * a command that has something to finish says so with {@link #awaited()} and looks for the wish itself from then on.
 * A second signal ends the program at once. For any thread.
 */
final class Stop {

    private final CountDownLatch requested = new CountDownLatch(1);
    private final Thread command;
    private volatile boolean awaited;
    private volatile int signal;

    /** @param command the thread that the commands run on */
    Stop(Thread command) {
        this.command = command;
    }

    /** One that follows the signals this JVM gets. */
    static Stop onSignals() {
        Stop stop = new Stop(Thread.currentThread());
        StopSignals.handle(stop::request);
        return stop;
    }

    synchronized void request(int signalNumber) {
        signal = signalNumber;
        requested.countDown();
        if (!awaited) {
            command.interrupt();
        }
    }

    /** From now on the command waits for the wish and need not be interrupted. */
    synchronized void awaited() {
        awaited = true;
    }

    boolean requested() {
        return requested.getCount() == 0;
    }

    /** Waits for the wish; whether it came within the limit. */
    boolean await(Duration limit) throws InterruptedException {
        return requested.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What shells expect of a program that was told to end. */
    int exitCode() {
        return StopSignals.EXIT_BASE + signal;
    }
}

package io.adpipeline.cli;

import io.adpipeline.process.StopSignals;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * The wish of somebody outside that the program ends: Ctrl-C, or SIGTERM. It keeps a command from beginning and
 * interrupts the thread of one that has begun; a command that has something to finish says so with {@link #awaited()}
 * and looks for the wish itself from then on. A second signal ends the program at once. For any thread.
 */
final class Stop {

    private final CountDownLatch requested = new CountDownLatch(1);
    private final Thread command;
    private boolean begun;
    private boolean awaited;
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
        if (begun && !awaited) {
            command.interrupt();
        }
    }

    /**
     * Every command that starts or changes something says so before it does.
     *
     * @throws InterruptedException if the program is to end already
     */
    void begin() throws InterruptedException {
        // an interrupt while the logging binds itself would be a stack trace and no logging
        LoggerFactory.getILoggerFactory();
        synchronized (this) {
            if (requested()) {
                throw new InterruptedException("told to end before it began");
            }
            begun = true;
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

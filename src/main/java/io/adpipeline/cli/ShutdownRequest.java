package io.adpipeline.cli;

import io.adpipeline.process.StopSignals;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * A request to end the program: Ctrl-C, SIGTERM or the end of its terminal. It keeps a command from beginning, and
 * interrupts one that has begun until that calls {@link #handlesShutdown()}. A second signal ends the program at once.
 * For any thread.
 */
final class ShutdownRequest {

    private final CountDownLatch requested = new CountDownLatch(1);
    private final Thread command;
    private boolean begun;
    private boolean handled;
    private volatile int signal;

    /** @param command the thread that the commands run on */
    ShutdownRequest(Thread command) {
        this.command = command;
    }

    /** One that follows the signals this JVM gets. */
    static ShutdownRequest onSignals() {
        ShutdownRequest stop = new ShutdownRequest(Thread.currentThread());
        StopSignals.handle(stop::request);
        return stop;
    }

    synchronized void request(int signalNumber) {
        signal = signalNumber;
        requested.countDown();
        if (begun && !handled) {
            command.interrupt();
        }
    }

    /**
     * Every command that starts or changes something calls this before it does.
     *
     * @throws InterruptedException if the program is to end already
     */
    void begin() throws InterruptedException {
        // an interrupt while the logging binds itself would be a stack trace and no logging
        LoggerFactory.getILoggerFactory();
        synchronized (this) {
            if (requested()) {
                throw new InterruptedException("ended before it began");
            }
            begun = true;
        }
    }

    /** From now on the command looks for the request itself and is not interrupted. */
    synchronized void handlesShutdown() {
        handled = true;
    }

    boolean requested() {
        return requested.getCount() == 0;
    }

    /** Waits for the request; whether it came within the limit. */
    boolean await(Duration limit) throws InterruptedException {
        return requested.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What shells expect of a program that a signal ended. */
    int exitCode() {
        return StopSignals.EXIT_BASE + signal;
    }
}

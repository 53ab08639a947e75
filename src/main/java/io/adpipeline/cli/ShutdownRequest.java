package io.adpipeline.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.commons.lang3.function.Failable;
import org.slf4j.LoggerFactory;

/**
 * A request to end the program: Ctrl-C, SIGTERM, or the end of its terminal unless {@code nohup} has that ignored.
 * After it no command begins. A command that has begun is interrupted, unless it has called {@link #handlesShutdown()}.
 * The JVM ends with the signal's exit code as soon as the command has ended; at once if it only reads, or asks for
 * consent. For any thread.
 */
final class ShutdownRequest {

    /** A command may take so long to flush a load or stop a query; one that takes longer hangs. */
    private static final Duration END_LIMIT = Duration.ofSeconds(60);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread command;
    private boolean begun;
    private boolean handled;

    /** @param command the thread that the commands run on */
    ShutdownRequest(Thread command) {
        this.command = command;
    }

    /** A request that comes with a signal to this JVM. */
    static ShutdownRequest onSignals() {
        ShutdownRequest stop = new ShutdownRequest(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(Failable.asRunnable(stop::endCommand), "shutdown"));
        return stop;
    }

    void endCommand() throws InterruptedException {
        if (request() && !Consent.isAsking()) {
            ended.await(END_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Asks the program to end; returns whether a command has begun and has not ended. */
    synchronized boolean request() {
        requested.countDown();
        if (begun && !handled) {
            command.interrupt();
        }
        return begun;
    }

    /**
     * Every command that starts or changes something calls this before it does.
     *
     * @throws InterruptedException if the program is to end already
     */
    void begin() throws InterruptedException {
        // an interrupt while logging binds would print a stack trace and leave the program without logging
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

    /** Tells that the command has ended and has printed everything. */
    synchronized void end() {
        begun = false;
        ended.countDown();
    }

    boolean requested() {
        return requested.getCount() == 0;
    }

    /** Waits for the request; whether it came within the limit. */
    boolean await(Duration limit) throws InterruptedException {
        return requested.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}

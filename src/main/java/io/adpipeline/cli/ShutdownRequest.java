package io.adpipeline.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;

/**
 * A request to end the program: Ctrl-C, SIGTERM or the end of its terminal. It keeps a command from beginning, and
 * interrupts one that has begun until that calls {@link #handlesShutdown()}. A second signal ends the program at once.
 * For any thread.
 */
final class ShutdownRequest {

    /** A shell's exit code for a program that was ended by a signal is this and the signal's number. */
    private static final int EXIT_BASE = 128;
    /** Those of Ctrl-C, of {@code kill}, and of a terminal that closes, unless {@code nohup} has it ignored. */
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

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
        handleSignals(number -> {
            if (stop.requested()) {
                Runtime.getRuntime().halt(EXIT_BASE + number);
            }
            stop.request(number);
        });
        return stop;
    }

    /**
     * The JDK's module {@code jdk.unsupported} exports {@code sun.misc.Signal} for this, but its compiler warns of every
     * mention of it in a way that no annotation silences; hence reflection. Where signals cannot be handled the JVM keeps
     * its own ways: it runs the shutdown hooks of all libraries at once, while the program still works with them.
     *
     * @param handler gets the signal's number, on a thread of the JVM's; must not block
     */
    private static void handleSignals(IntConsumer handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Method number = signal.getMethod("getNumber");
            InvocationHandler call = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    handler.accept((int) number.invoke(arguments[0]));
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                default -> "stop signals";
            };
            Object proxy = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] {handlerType}, call);
            for (String name : SIGNALS) {
                Object one = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handlerType).invoke(null, one, proxy);
            }
        } catch (ReflectiveOperationException e) {
            // looked up only here: to bind a logger takes longer than many a command
            LoggerFactory.getLogger(ShutdownRequest.class)
                    .warn("Ctrl-C ends this program without its last words: {}", e.toString());
        }
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
        return EXIT_BASE + signal;
    }
}

package io.adpipeline.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;

/**
 * Lets a program end in good order when it is told to end by Ctrl-C (SIGINT), by SIGTERM, or
 * because its terminal closes (SIGHUP, unless {@code nohup} has it ignored). Without it the JVM runs the
 * shutdown hooks of all libraries at once, while the program still works with them. For any thread.
 *
 * <p>The JDK's module {@code jdk.unsupported} exports {@code sun.misc.Signal} for this, but its compiler warns of every
 * mention of it in a way that no annotation silences; hence reflection.
 */
public final class StopSignals {

    /** A shell's exit code for a program that was ended by a signal is this and the signal's number. */
    public static final int EXIT_BASE = 128;

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private StopSignals() {}

    /**
     * Calls the handler at the first such signal; the second ends the JVM at once, without shutdown hooks. Where
     * signals cannot be handled the JVM keeps its own ways.
     *
     * @param handler gets the signal's number, on a thread of the JVM's; must not block
     */
    public static void handle(IntConsumer handler) {
        Objects.requireNonNull(handler, "handler");
        AtomicInteger received = new AtomicInteger();
        handle(NAMES, number -> {
            if (received.incrementAndGet() == 1) {
                handler.accept(number);
            } else {
                Runtime.getRuntime().halt(EXIT_BASE + number);
            }
        });
    }

    private static void handle(List<String> names, IntConsumer handler) {
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
            for (String name : names) {
                Object one = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handlerType).invoke(null, one, proxy);
            }
        } catch (ReflectiveOperationException e) {
            // looked up only here: to bind a logger takes longer than many a command
            LoggerFactory.getLogger(StopSignals.class)
                    .warn("Ctrl-C ends this program without its last words: {}", e.toString());
        }
    }
}

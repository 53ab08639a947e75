package io.adpipeline.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The child's side of a {@link ChildJvm}: reads what the parent sends and ends this JVM when the parent closes the
 * line. The operating system closes it too when the parent dies, however it died, so no child outlives its parent.
 * Started once per JVM, from any thread, before anything reads system properties: the user's are set by it.
 */
public final class ParentWatch {

    /** Exit code when a line from the parent could not be handled or read. */
    public static final int EXIT_BROKEN = 70;

    private ParentWatch() {}

    /**
     * Starts the daemon thread that owns standard input from now on. At end of input the JVM is halted with exit
     * code 0 and without shutdown hooks, because a hook that hangs would keep the child alive.
     *
     * @param onLine gets each line on that thread; if it throws, the JVM ends with {@link #EXIT_BROKEN}
     * @param atEnd runs on that thread, just before the JVM is halted; if it throws, with {@link #EXIT_BROKEN}. Nothing
     *     bounds it, so it must not be able to hang
     */
    public static void start(Consumer<String> onLine, Runnable atEnd) {
        Launch.takeProperties();
        start(System.in, onLine, atEnd, System.err, Runtime.getRuntime()::halt);
    }

    /** @param log the log of the child is its standard error: no logger would get a word out before the JVM ends */
    static Thread start(InputStream input, Consumer<String> onLine, Runnable atEnd, PrintStream log, IntConsumer halt) {
        Thread thread = new Thread(() -> halt.accept(readToEnd(input, onLine, atEnd, log)), "parent-watch");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static int readToEnd(InputStream input, Consumer<String> onLine, Runnable atEnd, PrintStream log) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            lines.lines().forEach(onLine);
            atEnd.run();
            return 0;
        } catch (IOException | UncheckedIOException e) {
            return broken("Cannot read from the parent JVM", e, log);
        } catch (RuntimeException | Error e) {
            return broken("Cannot handle what came from the parent JVM", e, log);
        }
    }

    private static int broken(String what, Throwable cause, PrintStream log) {
        log.println(what);
        cause.printStackTrace(log);
        return EXIT_BROKEN;
    }
}

package io.adpipeline.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The child's side of a {@link ChildJvm}: reads what the parent sends, and ends this JVM when its standard input ends.
 * The operating system closes that input too when the parent dies, however it died, so no child outlives its parent.
 * Start it once per JVM, from any thread, before anything reads system properties, because it sets the user's.
 */
public final class ParentWatch {

    /** Exit code when a line from the parent could not be handled or read. */
    public static final int EXIT_BROKEN = 70;

    private ParentWatch() {}

    /**
     * Connects to the parent, and starts the daemon thread that owns standard input from now on. At end of input it
     * halts the JVM with exit code 0 and without shutdown hooks, because a hook that hangs would keep the child alive.
     *
     * @param onLine gets each line on that thread; if it throws, the JVM ends with {@link #EXIT_BROKEN}
     * @param atEnd runs on that thread, just before the JVM is halted; if it throws, the JVM ends with
     *     {@link #EXIT_BROKEN}. It has no time limit, so it must not be able to hang
     * @return prints lines to the parent, from any thread
     */
    public static PrintStream start(Consumer<String> onLine, Runnable atEnd) {
        Launch.takeProperties();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream parent = connect(lines);
        start(lines, onLine, atEnd, System.err, Runtime.getRuntime()::halt);
        return parent;
    }

    private static PrintStream connect(BufferedReader lines) {
        try {
            String invitation = lines.readLine();
            if (invitation == null) {
                Runtime.getRuntime().halt(0); // the parent has gone already
            }
            return Channel.answer(invitation);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot connect to the parent JVM", e);
        }
    }

    /** @param log the child's standard error, which goes to its log: a logger could not write before the JVM ends */
    static Thread start(
            BufferedReader input, Consumer<String> onLine, Runnable atEnd, PrintStream log, IntConsumer halt) {
        Thread thread = new Thread(() -> halt.accept(readToEnd(input, onLine, atEnd, log)), "parent-watch");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static int readToEnd(BufferedReader input, Consumer<String> onLine, Runnable atEnd, PrintStream log) {
        try (input) {
            input.lines().forEach(onLine);
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

package io.adpipeline.process;

import io.adpipeline.files.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JVM started from this one's Java home. It gets lines over its standard input and answers over a socket on loopback,
 * into which no library prints; its standard output and error go to a log file. May be used from any thread.
 *
 * <p>The child calls {@link ParentWatch#start} first, so that it ends with this JVM. Whatever is secret goes over
 * {@link #send}: arguments can be read by everyone on the machine.
 */
public final class ChildJvm implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChildJvm.class);
    /** The exit code of a JVM of ours that met an OutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;

    private static final Duration END_GRACE = Duration.ofSeconds(5);
    private static final Duration TERMINATE_GRACE = Duration.ofSeconds(3);
    private static final Duration KILL_GRACE = Duration.ofSeconds(10);
    private static final long POLL_MS = 20;

    private final Spec spec;
    private final Process process;
    private final Channel channel;
    private final Thread reader;

    /**
     * What to start.
     *
     * @param name what messages call it
     * @param mainClass has {@code public static void main(String[])}; need not be public itself
     * @param classPath as Java takes it; empty for this JVM's own
     * @param jvmOptions as in {@code -Xmx512m}
     * @param arguments for the main class; nothing secret
     * @param log gets standard output and error, appended; its directory is made if it is missing.
     *     {@link #close()} removes it if it is empty
     * @param onLine gets each line that the child tells, in order, on one thread of its own
     */
    public record Spec(
            String name,
            Class<?> mainClass,
            Optional<String> classPath,
            List<String> jvmOptions,
            List<String> arguments,
            Path log,
            Consumer<String> onLine) {

        public Spec {
            jvmOptions = List.copyOf(jvmOptions);
            arguments = List.copyOf(arguments);
        }
    }

    private ChildJvm(Spec spec, Process process, Channel channel) {
        this.spec = spec;
        this.process = process;
        this.channel = channel;
        this.reader = new Thread(this::readLines, spec.name() + "-lines");
        reader.setDaemon(true);
    }

    /**
     * Starts the JVM; returns as soon as the process exists.
     *
     * @throws UncheckedIOException if the process or its files cannot be created
     */
    public static ChildJvm start(Spec spec) {
        try {
            Path log = spec.log().toAbsolutePath();
            Folders.create(log.getParent());
            Channel channel = Channel.open();
            ChildJvm child = new ChildJvm(spec, Launch.process(spec, log.toFile()), channel);
            child.reader.start();
            child.sendIfAlive(channel.invitation()); // tells it where to connect
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the JVM '%s': %s".formatted(spec.name(), e.getMessage()), e);
        }
    }

    /** Names of the environment variables that differ from this JVM's in a child, or are missing there. */
    public static List<String> changedVariables() {
        return Launch.CHANGED;
    }

    private void readLines() {
        try (channel;
                BufferedReader lines = channel.accept(process::isAlive)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                handOver(line);
            }
        } catch (IOException e) {
            LOG.debug("Lines of {} ended: {}", spec.name(), e.getMessage());
        }
    }

    /** A child whose lines nobody takes would block, so reading goes on after a line that could not be handled. */
    private void handOver(String line) {
        try {
            spec.onLine().accept(line);
        } catch (RuntimeException e) {
            LOG.error("Cannot handle a line of {}", spec.name(), e);
        }
    }

    /**
     * Sends one line to the child's standard input. Blocks while the child does not read and the pipe is full.
     *
     * @throws IllegalArgumentException if the text holds a line break
     * @throws IllegalStateException if the child takes no more lines
     */
    public void send(String line) {
        try {
            write(line);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "%s takes no more lines: %s. %s".formatted(this, e.getMessage(), wholeLogEnd()), e);
        }
    }

    /** As {@link #send}, but nothing comes of it if the child takes no more lines: its log says why. */
    public void sendIfAlive(String line) {
        try {
            write(line);
        } catch (IOException e) {
            LOG.debug("{} cannot be reached: {}", this, e.getMessage());
        }
    }

    private void write(String line) throws IOException {
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("line must not hold a line break");
        }
        byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
        synchronized (process) {
            process.getOutputStream().write(bytes);
            process.getOutputStream().flush();
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Where its standard output and error go. */
    public ChildLog log() {
        return new ChildLog(spec.log());
    }

    /** The exit code, or empty while it runs. A JVM ended by signal n has 128 + n. */
    public Optional<Integer> exitCode() {
        return alive() ? Optional.empty() : Optional.of(process.exitValue());
    }

    /**
     * Its exit code and the end of its log, if it has ended.
     *
     * @param memoryAdvice follows the exit code of a JVM that ran out of memory
     */
    public Optional<String> death(String memoryAdvice) {
        return exitCode()
                .map(code ->
                        "exit code %d%s. %s".formatted(code, code == OUT_OF_MEMORY ? memoryAdvice : "", log().end()));
    }

    /**
     * Waits until the JVM has ended and all of its lines have been handed over.
     *
     * @return whether both came true within the limit
     */
    public boolean waitFor(Duration limit) throws InterruptedException {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        if (Thread.currentThread() != reader) {
            // join(0) would wait for ever
            reader.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime())));
        }
        return !reader.isAlive();
    }

    /**
     * Waits for the next line in the queue to which the child's lines go.
     *
     * @return empty if the JVM has ended and no line is left, or if the time is up
     */
    public Optional<String> awaitLine(BlockingQueue<String> lines, Duration limit) throws InterruptedException {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadlineNs) {
            boolean last = !alive() && waitFor(limit);
            String line = lines.poll(POLL_MS, TimeUnit.MILLISECONDS);
            if (line != null || last) {
                return Optional.ofNullable(line);
            }
        }
        return Optional.empty();
    }

    /** Ends the JVM at once, as a crash would. */
    public void kill() {
        process.destroyForcibly();
    }

    /** The end of its log, once the JVM has ended, since only then it is complete. */
    private String wholeLogEnd() {
        try {
            waitFor(TERMINATE_GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return log().end();
    }

    /**
     * Closes the child's input and gives it 5 s to end, then terminates it and gives it 3 s, then kills it. If the
     * thread is interrupted, it kills the child at once and stays interrupted.
     */
    @Override
    public void close() {
        close(END_GRACE, TERMINATE_GRACE);
    }

    void close(Duration endGrace, Duration terminateGrace) {
        try {
            end(endGrace, terminateGrace);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
        log().deleteIfEmpty();
    }

    private void end(Duration endGrace, Duration terminateGrace) throws InterruptedException {
        closeInput();
        if (waitFor(endGrace)) {
            return;
        }
        process.destroy();
        if (waitFor(terminateGrace)) {
            return;
        }
        kill();
        if (!waitFor(KILL_GRACE)) {
            LOG.warn("{} is still there {} s after it was killed", this, KILL_GRACE.toSeconds());
        }
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("Input of {} was closed already: {}", spec.name(), e.getMessage());
        }
    }

    @Override
    public String toString() {
        Optional<Integer> code = exitCode();
        return "%s (pid %d%s)".formatted(spec.name(), pid(), code.isPresent() ? ", ended with " + code.get() : "");
    }
}

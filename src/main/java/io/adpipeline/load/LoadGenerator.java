package io.adpipeline.load;

import io.adpipeline.event.SentEvents;
import io.adpipeline.event.Truth;
import io.adpipeline.files.Folders;
import io.adpipeline.process.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The load generator, in a JVM of its own so that no garbage collection and no compilation of the pipeline's JVM stalls
 * its schedule. May be used from any thread. Closing it ends the JVM, whatever it is doing.
 */
public final class LoadGenerator implements AutoCloseable {

    /** Small, fixed and touched beforehand; one collector thread, so that it never competes for a second core. */
    private static final List<String> JVM_OPTIONS =
            List.of("-Xms384m", "-Xmx384m", "-Xmn192m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch");

    private final LoadPlan plan;
    private final Path directory;
    private final Path temporary;
    private final ChildJvm jvm;
    private volatile boolean ready;
    private volatile boolean done;
    private volatile String failure;
    private volatile LoadProgress progress = LoadProgress.NONE;

    private LoadGenerator(LoadPlan plan, Path directory, Path log) {
        this.plan = plan;
        this.directory = directory;
        this.temporary = newFolderIn(directory);
        List<String> options = new ArrayList<>(JVM_OPTIONS);
        options.add("-Djava.io.tmpdir=" + temporary);
        this.jvm = ChildJvm.start(new ChildJvm.Spec(
                "load generator",
                GeneratorMain.class,
                Optional.empty(),
                options,
                List.of(directory.toAbsolutePath().toString()),
                log,
                this::onLine));
        jvm.send(LoadJson.line(plan));
    }

    /**
     * Starts the generator's JVM, which connects to Kafka and then waits for {@link #begin}.
     *
     * @param directory where its report, histograms and truth go
     * @param log where its warnings go; the file is there only if there were some
     */
    public static LoadGenerator start(LoadPlan plan, Path directory, Path log) {
        return new LoadGenerator(plan, directory, log);
    }

    /** For what a library unpacks: a JVM that is halted leaves it. */
    private static Path newFolderIn(Path directory) {
        try {
            return Files.createTempDirectory(Files.createDirectories(directory.toAbsolutePath()), "generator-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the load generator: " + e, e);
        }
    }

    private void onLine(String line) {
        if (line.equals(GeneratorMain.READY)) {
            ready = true;
        } else if (line.equals(GeneratorMain.DONE)) {
            done = true;
        } else if (line.startsWith(GeneratorMain.PROGRESS)) {
            progress = LoadJson.parse(line.substring(GeneratorMain.PROGRESS.length()), LoadProgress.class);
        } else if (line.startsWith(GeneratorMain.FAILED)) {
            failure = line.substring(GeneratorMain.FAILED.length());
        }
    }

    /**
     * Waits until its producers are connected.
     *
     * @throws LoadException if it failed, died or took too long, with the reason
     */
    public void awaitReady(Duration limit) {
        try {
            Awaitility.await()
                    .dontCatchUncaughtExceptions()
                    .atMost(limit)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> ready || failed());
        } catch (ConditionTimeoutException e) {
            throw new LoadException("the load generator was not ready within " + limit.toSeconds() + " s");
        }
        failure().ifPresent(why -> {
            throw new LoadException(why);
        });
    }

    private boolean failed() {
        return failure().isPresent();
    }

    /** Starts the schedule at an instant, epoch ms, that is a start of a window. */
    public void begin(long startMs) {
        jvm.send(GeneratorMain.START + startMs);
    }

    /** Ends the warm-up before its time: the measured part begins at an instant, epoch ms, that is a start of a window. */
    public void measureFrom(long measureFromMs) {
        jvm.send(GeneratorMain.MEASURE + measureFromMs);
    }

    /** Ends the schedule early: what was sent is flushed, and the report is about that. */
    public void stop() {
        jvm.send(GeneratorMain.STOP);
    }

    /** Where it stands, at most about a second old. */
    public LoadProgress progress() {
        return progress;
    }

    /** Whether the whole schedule is sent and its report written. */
    public boolean done() {
        return done;
    }

    /** Why it cannot deliver, if it failed or died. */
    public Optional<String> failure() {
        if (failure != null) {
            return Optional.of("the load generator failed: " + failure);
        }
        return jvm.exitCode()
                .filter(code -> !done)
                .map(code -> "the load generator died with exit code %d. %s".formatted(code, jvm.logEnd(5)));
    }

    /** Its process, for those who want to watch or stop it. */
    public long pid() {
        return jvm.pid();
    }

    /** What it did; only once {@link #done()}. */
    public LoadReport report() {
        return readReport(directory);
    }

    /** What it did, second by second; only once {@link #done()}. */
    public List<LoadSecond> seconds() {
        return LoadSecond.read(directory);
    }

    /** What Kafka acknowledged; only once {@link #done()}. */
    public Truth truth() {
        LoadReport report = report();
        return Truth.read(directory, report.measureFromMs(), plan.windowMs());
    }

    /** The events that Kafka acknowledged; only once {@link #done()}. */
    public SentEvents events() {
        return readEvents(plan, directory);
    }

    /** The events that Kafka acknowledged of a load whose report is in a folder. */
    public static SentEvents readEvents(LoadPlan plan, Path directory) {
        try {
            return new LoadReplay(plan, LoadJson.read(directory), FailedSends.read(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The report that a generator left in a folder. */
    public static LoadReport readReport(Path directory) {
        try {
            return LoadJson.read(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!done) {
            jvm.kill();
        }
        jvm.close();
        Folders.delete(temporary);
    }

    /**
     * Where the generator stands, reported about once a second.
     *
     * @param elapsedMs since the start of the schedule
     * @param sent events handed to the Kafka producers so far
     * @param acknowledged events acknowledged so far
     * @param failed events given up so far
     * @param lagP99Ms 99th percentile of the schedule lag since the last report, ms
     */
    public record LoadProgress(long elapsedMs, long sent, long acknowledged, long failed, double lagP99Ms) {

        /** Before the load has begun. */
        public static final LoadProgress NONE = new LoadProgress(0, 0, 0, 0, 0);
    }
}

package io.adpipeline.load;

import io.adpipeline.files.Folders;
import io.adpipeline.load.GeneratorMain.Order;
import io.adpipeline.process.ChildJvm;
import io.adpipeline.process.Lines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The load generator, in a JVM of its own so that no garbage collection and no compilation of the pipeline's JVM stalls
 * its schedule. It sends one load after the other, so that only the first of a series meets a cold JVM. May be used
 * from any thread. Closing it ends the JVM, whatever it is doing.
 */
public final class LoadGenerator implements AutoCloseable {

    /** A small, fixed heap, touched at start; one collector thread, so that it never competes for a second core. */
    private static final List<String> JVM_OPTIONS =
            List.of("-Xms384m", "-Xmx1g", "-Xmn192m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch");

    private static final String OUT_OF_MEMORY_ADVICE =
            " (OutOfMemoryError: it counts by producer, campaign and window; ask for fewer of them)";

    private final Path temporary;
    private final ChildJvm jvm;
    private volatile RunningLoad load;

    private LoadGenerator(Path log) {
        Path directory = log.toAbsolutePath().getParent();
        // a halted JVM does not remove what a library has unpacked
        this.temporary = Folders.made(
                "for the load generator", () -> Files.createTempDirectory(Folders.create(directory), "generator-"));
        List<String> options = new ArrayList<>(JVM_OPTIONS);
        options.add("-Djava.io.tmpdir=" + temporary);
        this.jvm = ChildJvm.start(new ChildJvm.Spec(
                "load generator",
                GeneratorMain.class,
                Optional.empty(),
                options,
                List.of(),
                log,
                line -> load.take(line)));
    }

    /**
     * Starts the generator's JVM; returns as soon as the process exists.
     *
     * @param log gets the JVM's warnings; there is no file if there were none
     */
    public static LoadGenerator open(Path log) {
        return new LoadGenerator(log);
    }

    /**
     * Connects the generator to Kafka for a load, which then waits for {@link RunningLoad#begin}. It takes the place of
     * one that has not begun; that one must be ready.
     *
     * @param directory where the load's report, histograms and truth go
     * @throws IllegalStateException if the previous load has begun and is not done
     */
    public RunningLoad prepare(LoadPlan plan, Path directory) {
        if (unfinished() && load.begun()) {
            throw new IllegalStateException("the load generator is still sending the load before");
        }
        load = new RunningLoad(this, plan, directory);
        send(Lines.line(
                GeneratorMain.LOAD, new Order(plan, directory.toAbsolutePath().toString())));
        return load;
    }

    /** The load that was prepared last; there must be one. */
    public RunningLoad load() {
        return load;
    }

    /** Whether the JVM is alive, so that it can take a load. */
    public boolean alive() {
        return jvm.alive();
    }

    /** Process id of the generator's JVM. */
    public long pid() {
        return jvm.pid();
    }

    /** If the JVM has died, the load reports the failure. */
    void send(String line) {
        jvm.sendIfAlive(line);
    }

    Optional<String> death() {
        return jvm.death(OUT_OF_MEMORY_ADVICE).map("the load generator died with "::concat);
    }

    /** Ends the JVM unless the load that was prepared last is done, so that it cannot report later. */
    public void endUnfinishedLoad() {
        if (unfinished()) {
            close();
        }
    }

    private boolean unfinished() {
        return load != null && !load.done();
    }

    @Override
    public void close() {
        if (unfinished()) {
            jvm.kill();
        }
        jvm.close();
        Folders.deleteIfPossible(temporary);
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

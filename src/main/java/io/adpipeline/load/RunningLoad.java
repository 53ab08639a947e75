package io.adpipeline.load;

import io.adpipeline.load.LoadGenerator.LoadProgress;
import io.adpipeline.process.Lines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A load that a {@link LoadGenerator} sends. May be used from any thread. */
public final class RunningLoad {

    private final LoadGenerator generator;
    private final LoadPlan plan;
    private final Path directory;
    private volatile long startMs;
    private volatile boolean ready;
    private volatile boolean done;
    private volatile String failure;
    private volatile LoadProgress progress = LoadProgress.NONE;

    RunningLoad(LoadGenerator generator, LoadPlan plan, Path directory) {
        this.generator = generator;
        this.plan = plan;
        this.directory = directory;
    }

    /** Takes a line from the generator's JVM. */
    void take(String line) {
        switch (Lines.word(line)) {
            case GeneratorMain.READY -> ready = true;
            case GeneratorMain.DONE -> done = true;
            case GeneratorMain.PROGRESS -> progress = Lines.value(line, LoadProgress.class);
            case GeneratorMain.FAILED -> failure = Lines.rest(line);
            default -> {} // not a line of the protocol
        }
    }

    /**
     * Waits until the load's producers are connected.
     *
     * @throws LoadException if the generator failed, died or took too long, with the reason
     */
    public void awaitReady(Duration limit) {
        await(limit, () -> ready, "the load generator was not ready within %d s");
        failure().ifPresent(why -> {
            throw new LoadException(why);
        });
    }

    /**
     * Waits until a load that was stopped is flushed and reported, or has failed.
     *
     * @throws LoadException if that took too long
     */
    public void awaitEnd(Duration limit) {
        await(limit, () -> done, "the last events were not flushed within %d s of the end");
    }

    private void await(Duration limit, BooleanSupplier reached, String late) {
        try {
            Awaitility.await()
                    .dontCatchUncaughtExceptions()
                    .atMost(limit)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> reached.getAsBoolean() || failure().isPresent());
        } catch (ConditionTimeoutException e) {
            throw new LoadException(late.formatted(limit.toSeconds()));
        }
    }

    boolean begun() {
        return startMs != 0;
    }

    /** Whether its producers are connected. */
    public boolean ready() {
        return ready;
    }

    /** Starts the schedule at an instant, epoch ms, that is a start of a window. */
    public void begin(long atMs) {
        startMs = atMs;
        generator.send(GeneratorMain.START + ' ' + atMs);
    }

    /** Ends the warm-up early: the measured part begins at the given start of a window, epoch ms. */
    public void measureFrom(long measureFromMs) {
        generator.send(GeneratorMain.WARMUP + ' ' + (measureFromMs - startMs));
    }

    /** Ends the schedule early: the events sent so far are flushed and reported. */
    public void stop() {
        generator.send(GeneratorMain.STOP);
    }

    /** The latest progress, at most about a second old. */
    public LoadProgress progress() {
        return progress;
    }

    /** Whether the whole schedule is sent and its report written. */
    public boolean done() {
        return done;
    }

    /** Why the load cannot be delivered, if the generator failed or died. */
    public Optional<String> failure() {
        if (failure != null) {
            return Optional.of("the load generator failed: " + failure);
        }
        return done ? Optional.empty() : generator.death();
    }

    /** The generator's report; only once {@link #done()}. */
    public LoadReport report() {
        return LoadReport.read(directory);
    }

    /** All that it has left; only once {@link #done()}. */
    public FinishedLoad finished() {
        return FinishedLoad.read(directory, plan);
    }
}

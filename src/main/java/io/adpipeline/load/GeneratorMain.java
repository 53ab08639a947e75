package io.adpipeline.load;

import io.adpipeline.kafka.LogSecrets;
import io.adpipeline.kafka.Secrets;
import io.adpipeline.process.Lines;
import io.adpipeline.process.ParentWatch;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * The generator's own JVM, which sends one load after the other. For each load it reads from standard input
 * {@code LOAD <json>} (the plan and the folder for its files) and {@code START <epoch ms>}, or another {@code LOAD} that
 * takes its place; {@code WARMUP <ms>} ends the warm-up early, {@code STOP} the schedule. It answers {@code READY},
 * {@code PROGRESS <json>} once a second, and {@code DONE} or {@code FAILED <why>}. It exits at the end of standard input.
 */
final class GeneratorMain {

    static final String LOAD = "LOAD";
    static final String START = "START";
    static final String WARMUP = "WARMUP";
    static final String STOP = "STOP";
    static final String READY = "READY";
    static final String PROGRESS = "PROGRESS";
    static final String DONE = "DONE";
    static final String FAILED = "FAILED";

    private final BlockingDeque<String> steps = new LinkedBlockingDeque<>();
    private volatile LoadSession session;

    private GeneratorMain() {}

    /** What to send, and where its files go. */
    record Order(LoadPlan plan, String directory) {}

    public static void main(String[] arguments) throws InterruptedException {
        LogSecrets.guardStreams(); // plug-ins write to them too
        GeneratorMain generator = new GeneratorMain();
        PrintStream parent = ParentWatch.start(generator::take, () -> {});
        while (true) { // until the parent closes standard input, which halts this JVM
            generator.load(parent);
        }
    }

    /** Runs on the reading thread: STOP and WARMUP concern the load that is being sent and cannot wait for its end. */
    private void take(String line) {
        switch (Lines.word(line)) {
            case STOP -> session.stop();
            case WARMUP -> session.endWarmup(Long.parseLong(Lines.rest(line)));
            default -> steps.add(line);
        }
    }

    private void load(PrintStream parent) throws InterruptedException {
        Order order = Lines.value(steps.take(), Order.class);
        try (LoadSession load = new LoadSession(order.plan(), Path.of(order.directory()))) {
            session = load;
            parent.println(READY);
            String step = steps.take();
            if (Lines.word(step).equals(LOAD)) {
                steps.addFirst(step);
                return;
            }
            load.run(Long.parseLong(Lines.rest(step)), progress -> parent.println(Lines.line(PROGRESS, progress)));
            parent.println(DONE);
        } catch (Exception e) {
            parent.println(Lines.text(FAILED, Secrets.of(order.plan().kafka()).redact(LoadSession.withCauses(e))));
        }
    }
}

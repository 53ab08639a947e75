package io.adpipeline.load;

import io.adpipeline.kafka.LogSecrets;
import io.adpipeline.kafka.Secrets;
import io.adpipeline.process.ParentWatch;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.LoggerFactory;

/**
 * The generator's own JVM. Its argument is the folder for its files; standard input brings the plan as one line of
 * JSON, then {@code START <epoch ms>}, {@code MEASURE <epoch ms>} to end the warm-up before its time, and {@code STOP} to
 * end the schedule early; it answers {@code READY},
 * {@code PROGRESS <json>} once a second, and {@code DONE} or {@code FAILED <why>}. It exits at the end of standard input.
 */
final class GeneratorMain {

    static final String START = "START ";
    static final String MEASURE = "MEASURE ";
    static final String STOP = "STOP";
    static final String READY = "READY";
    static final String PROGRESS = "PROGRESS ";
    static final String DONE = "DONE";
    static final String FAILED = "FAILED ";

    private GeneratorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        LogSecrets.guardStreams(); // plug-ins write to them too
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        PrintStream parent = ParentWatch.start(lines::add, () -> {});
        LoadPlan plan = LoadJson.parse(lines.take(), LoadPlan.class);
        try (LoadSession session = new LoadSession(plan, Path.of(arguments[0]))) {
            parent.println(READY);
            long startMs = Long.parseLong(lines.take().substring(START.length()));
            obey(session, startMs, lines);
            session.run(startMs, progress -> parent.println(PROGRESS + LoadJson.line(progress)));
            parent.println(DONE);
        } catch (Exception e) {
            parent.println(
                    FAILED + Secrets.of(plan.kafka()).redact(e.toString()).replace('\n', ' '));
        }
        new CountDownLatch(1).await(); // the parent's closing of the line ends this JVM
    }

    private static void obey(LoadSession session, long startMs, BlockingQueue<String> lines) {
        Thread thread = new Thread(
                () -> {
                    try {
                        String line = lines.take();
                        while (!line.equals(STOP)) {
                            if (line.startsWith(MEASURE)) {
                                session.measureFrom(startMs, Long.parseLong(line.substring(MEASURE.length())));
                            } else {
                                LoggerFactory.getLogger(GeneratorMain.class)
                                        .warn("ignored a line from the parent that is no command");
                            }
                            line = lines.take();
                        }
                        session.stop();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop-line");
        thread.setDaemon(true);
        thread.start();
    }
}

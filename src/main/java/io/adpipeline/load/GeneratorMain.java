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
 * JSON, then {@code START <epoch ms>}, and {@code STOP} to end the schedule early; standard output answers
 * {@code READY}, {@code PROGRESS <json>} once a second, and {@code DONE} or {@code FAILED <why>}. It exits at
 * the end of standard input, so the parent has read all output before the process is gone.
 */
final class GeneratorMain {

    static final String START = "START ";
    static final String STOP = "STOP";
    static final String READY = "READY";
    static final String PROGRESS = "PROGRESS ";
    static final String DONE = "DONE";
    static final String FAILED = "FAILED ";

    /** Standard output is the protocol, which nothing else may write to. */
    private static final PrintStream PARENT = System.out;

    private GeneratorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.setErr(LogSecrets.without(System.err)); // the log; plug-ins write to it too
        System.setOut(System.err);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        ParentWatch.start(lines::add, () -> {});
        LoadPlan plan = LoadJson.parse(lines.take(), LoadPlan.class);
        try (LoadSession session = new LoadSession(plan, Path.of(arguments[0]))) {
            send(READY);
            long startMs = Long.parseLong(lines.take().substring(START.length()));
            stopOnRequest(session, lines);
            session.run(startMs, progress -> send(PROGRESS + LoadJson.line(progress)));
            send(DONE);
        } catch (Exception e) {
            send(FAILED + Secrets.of(plan.kafka()).redact(e.toString()).replace('\n', ' '));
        }
        new CountDownLatch(1).await(); // the parent's closing of the line ends this JVM
    }

    private static void stopOnRequest(LoadSession session, BlockingQueue<String> lines) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!lines.take().equals(STOP)) {
                            LoggerFactory.getLogger(GeneratorMain.class)
                                    .warn("ignored a line from the parent that is no command");
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

    private static void send(String line) {
        PARENT.println(line);
    }
}

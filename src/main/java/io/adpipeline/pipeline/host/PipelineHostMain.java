package io.adpipeline.pipeline.host;

import io.adpipeline.files.Folders;
import io.adpipeline.kafka.LogSecrets;
import io.adpipeline.kafka.Secrets;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.pipeline.PipelineUnderTest;
import io.adpipeline.pipeline.Pipelines;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.pipeline.host.HostProtocol.Open;
import io.adpipeline.pipeline.host.HostProtocol.Progress;
import io.adpipeline.pipeline.host.HostProtocol.Save;
import io.adpipeline.pipeline.host.HostProtocol.Start;
import io.adpipeline.process.Lines;
import io.adpipeline.process.ParentWatch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.LoggerFactory;

/**
 * The pipeline's own JVM, see {@link HostProtocol}. It ends with its standard input.
 */
final class PipelineHostMain {

    private static final long REPORT_MS = 50;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final PrintStream suite;
    private final Recorder recorder = new Recorder();
    private PipelineUnderTest pipeline;
    private Optional<String> commit = Optional.empty();

    /** @param temporary folder to delete at the end, as a killed suite cannot; an older suite does not name it */
    private PipelineHostMain(Optional<Path> temporary) {
        suite = ParentWatch.start(lines::add, () -> temporary.ifPresent(Folders::deleteIfPossible));
    }

    public static void main(String[] arguments) throws InterruptedException {
        LogSecrets.guardStreams(); // pipelines write to them too
        new PipelineHostMain(Stream.of(arguments).map(Path::of).findFirst()).serve();
    }

    private void serve() throws InterruptedException {
        while (true) {
            String line = lines.take();
            switch (Lines.word(line)) {
                case HostProtocol.OPEN -> open(Lines.value(line, Open.class));
                case HostProtocol.START -> run(Lines.value(line, Start.class));
                default -> {} // a line for a pipeline that has ended
            }
        }
    }

    private void open(Open wanted) {
        try {
            pipeline = Pipelines.load().startable(wanted.pipeline(), wanted.settings());
            commit = CodeCommit.of(pipeline.getClass());
            if (wanted.recorded()) {
                recorder.start(); // a first recording, so that the recorder is warm long before the one that counts
            }
            suite.println(Lines.text(HostProtocol.HELLO, String.valueOf(HostProtocol.VERSION)));
        } catch (IllegalArgumentException e) {
            suite.println(Lines.text(HostProtocol.UNKNOWN, e.getMessage()));
        } catch (IllegalStateException | LinkageError | IOException e) {
            suite.println(Lines.text(HostProtocol.OBSTACLE, String.valueOf(e.getMessage())));
        }
    }

    private void run(Start start) throws InterruptedException {
        Secrets secrets = Secrets.of(start.kafka());
        try (RunningPipeline running = pipeline.start(start.context())) {
            Map<String, String> details = new TreeMap<>(secrets.redactValues(running.details()));
            commit.ifPresent(hash -> details.putIfAbsent(PipelineHost.COMMIT, hash));
            suite.println(Lines.line(HostProtocol.STARTED, details));
            new Report(running, secrets).untilStopped();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            LoggerFactory.getLogger(PipelineHostMain.class).error("the pipeline failed", e);
            suite.println(Lines.text(HostProtocol.FAILED, secrets.redact(String.valueOf(e.getMessage()))));
            return;
        }
        suite.println(HostProtocol.STOPPED);
    }

    private void record(String line) {
        boolean ends = Lines.word(line).equals(HostProtocol.SAVE);
        String problem = "";
        try {
            if (ends) {
                recorder.save(Path.of(Lines.value(line, Save.class).file()));
            } else if (line.equals(HostProtocol.RECORD)) {
                recorder.start();
            }
        } catch (IOException | RuntimeException e) {
            problem = String.valueOf(e.getMessage());
            LoggerFactory.getLogger(PipelineHostMain.class).warn("this JVM is not recorded", e);
        }
        if (ends) {
            suite.println(Lines.text(HostProtocol.SAVED, problem));
        }
    }

    /** Reports changes to the suite while the pipeline runs. */
    private final class Report {

        private final RunningPipeline running;
        private final Secrets secrets;
        private Map<TopicPartition, Long> offsets = Map.of();
        private long malformed;
        private int batches;
        private boolean ready;
        private boolean died;

        Report(RunningPipeline running, Secrets secrets) {
            this.running = running;
            this.secrets = secrets;
        }

        void untilStopped() throws InterruptedException {
            String line;
            do {
                try {
                    sendProgress();
                } catch (RuntimeException | LinkageError e) {
                    die(e);
                }
                line = lines.poll(REPORT_MS, TimeUnit.MILLISECONDS);
                record(line == null ? "" : line);
            } while (!HostProtocol.STOP.equals(line));
        }

        private void die(Throwable failure) {
            if (!died) {
                died = true;
                LoggerFactory.getLogger(PipelineHostMain.class).error("the pipeline died", failure);
                suite.println(Lines.text(HostProtocol.DIED, secrets.redact(failure.toString())));
            }
        }

        private void sendProgress() {
            running.failure().ifPresent(this::die);
            Map<TopicPartition, Long> newOffsets = running.committedOffsets();
            long newMalformed = running.malformedRecords();
            boolean newReady = running.ready();
            sendBatches(); // before the offsets: a reader of an offset then has its batches
            if (!newOffsets.equals(offsets) || newMalformed != malformed) {
                suite.println(Lines.line(HostProtocol.PROGRESS, Progress.of(newOffsets, newMalformed)));
                offsets = newOffsets;
                malformed = newMalformed;
            }
            if (newReady && !ready) {
                ready = true;
                suite.println(HostProtocol.READY);
            }
        }

        private void sendBatches() {
            List<BatchProgress> all = running.batches();
            all.subList(batches, all.size()).forEach(batch -> suite.println(Lines.line(HostProtocol.BATCH, batch)));
            batches = all.size();
        }
    }
}

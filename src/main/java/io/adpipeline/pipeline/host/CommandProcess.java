package io.adpipeline.pipeline.host;

import io.adpipeline.pipeline.PipelineCommand;
import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.pipeline.host.CommandMain.Order;
import io.adpipeline.process.ChildJvm;
import io.adpipeline.process.Lines;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.apache.kafka.common.TopicPartition;

/** A pipeline that is a command, and the JVM that watches it. It reports nothing: the suite watches its topics. */
public final class CommandProcess implements PipelineProcess {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final PipelineCommand command;
    private final ChildJvm watcher;
    private final String mark = UUID.randomUUID().toString();
    private final MarkedProcesses processes = new MarkedProcesses(mark);
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private volatile String exitCode;
    private volatile boolean closed;

    private CommandProcess(PipelineCommand command, Path log) {
        this.command = command;
        this.watcher = ChildJvm.start(new ChildJvm.Spec(
                "pipeline-watcher",
                CommandMain.class,
                Optional.empty(),
                List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of(),
                log,
                this::onLine));
    }

    /**
     * Starts the JVM that will start the command; returns as soon as that JVM's process exists.
     *
     * @param log where the command's output goes
     */
    public static CommandProcess open(PipelineCommand command, Path log) {
        return new CommandProcess(command, log);
    }

    /**
     * Makes sure that the command's directory and program exist.
     *
     * @throws IllegalArgumentException if one does not; names it
     */
    public static void require(PipelineCommand command) {
        Path directory = Path.of(command.directory());
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    "pipeline.directory must be a folder, was '%s'".formatted(directory.toAbsolutePath()));
        }
        String program = command.words().get(0);
        String path = command.environment().getOrDefault("PATH", StringUtils.defaultString(System.getenv("PATH")));
        Stream<Path> places = program.contains("/")
                ? Stream.of(directory.resolve(program))
                : Stream.of(StringUtils.split(path, File.pathSeparatorChar)).map(folder -> Path.of(folder, program));
        boolean known = !program.contains("${"); // only a run knows what stands for a placeholder
        if (known && places.noneMatch(place -> Files.isRegularFile(place) && Files.isExecutable(place))) {
            throw new IllegalArgumentException("pipeline.command must begin with a program that can be run, was '%s'%s"
                    .formatted(program, program.contains("/") ? "" : ", which is in no folder of the PATH"));
        }
    }

    private void onLine(String line) {
        if (Lines.word(line).equals(CommandMain.EXITED)) {
            exitCode = Lines.rest(line);
        } else {
            answers.add(line);
        }
    }

    @Override
    public RunningPipeline start(PipelineContext context) throws InterruptedException {
        writeKafkaConfig(context);
        Map<String, String> inherited = new TreeMap<>(System.getenv());
        inherited.keySet().retainAll(ChildJvm.changedVariables());
        watcher.send(Lines.line(
                HostProtocol.START,
                new Order(
                        command.in(context),
                        inherited,
                        mark,
                        watcher.log().path().toAbsolutePath().toString())));
        String answer = watcher.awaitLine(answers, START_LIMIT)
                .orElseThrow(() -> new IllegalStateException("the JVM that starts the command %s. %s"
                        .formatted(
                                watcher.alive()
                                        ? "has not answered for %d s".formatted(START_LIMIT.toSeconds())
                                        : "has ended",
                                watcher.log().end())));
        if (!Lines.word(answer).equals(HostProtocol.STARTED)) {
            throw new PipelineFailure(Lines.rest(answer));
        }
        ProcessHandle.of(Long.parseLong(Lines.rest(answer))).ifPresent(processes::add);
        return new RunningCommand();
    }

    /** For programs that take Kafka's client properties as a file; only this user can read it. */
    private static void writeKafkaConfig(PipelineContext context) {
        Properties properties = new Properties();
        properties.putAll(context.kafka().toClientConfig());
        Path file = PipelineCommand.kafkaConfig(context);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = Files.newOutputStream(file)) {
                properties.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public boolean alive() {
        return watcher.alive();
    }

    @Override
    public long pid() {
        return watcher.pid();
    }

    @Override
    public void close() {
        closed = true;
        watcher.close();
        processes.end(); // the watcher may have been killed
    }

    private final class RunningCommand implements RunningPipeline {

        /** Always true: a command does not report it, so the suite waits for a first result instead. */
        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public boolean reportsProgress() {
            return false;
        }

        @Override
        public Map<TopicPartition, Long> committedOffsets() {
            return Map.of();
        }

        @Override
        public Optional<Throwable> failure() {
            if (closed || (exitCode == null && watcher.alive())) {
                return Optional.empty();
            }
            String what =
                    exitCode == null ? "the JVM that watches it was killed" : "it ended with exit code " + exitCode;
            return Optional.of(
                    new PipelineFailure("%s. %s".formatted(what, watcher.log().end())));
        }

        @Override
        public long malformedRecords() {
            return 0;
        }

        @Override
        public Map<String, String> details() {
            return Map.of("command", String.join(" ", command.words()), "directory", command.directory());
        }

        @Override
        public void close() {
            CommandProcess.this.close();
        }
    }
}

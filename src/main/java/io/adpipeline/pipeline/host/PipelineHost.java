package io.adpipeline.pipeline.host;

import io.adpipeline.files.Folders;
import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.pipeline.host.HostProtocol.Open;
import io.adpipeline.pipeline.host.HostProtocol.Save;
import io.adpipeline.pipeline.host.HostProtocol.Start;
import io.adpipeline.process.ChildJvm;
import io.adpipeline.process.Lines;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

/**
 * A fresh JVM for the pipeline under test, with a heap and a class path of its own, so that the suite does not
 * influence the measurement. A pipeline can be started in it several times, one after the other. It ends with this JVM.
 * Used by one thread; its running pipeline by any.
 */
public final class PipelineHost implements PipelineProcess {

    /** Heap of the pipeline's JVM, as in {@code -Xmx}. */
    public static final String DEFAULT_HEAP = "2g";

    /** Key of the pipeline's details: the Git commit of its code, as its JVM reports it; absent outside of Git. */
    public static final String COMMIT = "pipeline.commit";

    /** System property with the class path of pipelines; the default is this JVM's. */
    private static final String CLASS_PATH_PROPERTY = "adpipeline.pipeline.classpath";

    private static final Pattern HEAP = Pattern.compile("[1-9]\\d{0,9}[kKmMgG]?");
    /** Pipelines that {@link #require} has found startable; that cannot change, as this JVM's settings do not. */
    private static final Set<PipelineSpec> FOUND = ConcurrentHashMap.newKeySet();

    private static final Duration HELLO_LIMIT = Duration.ofSeconds(60);
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    /** A pipeline that hangs is killed after this; Spark takes 10 s to stop a query whose Kafka is dead. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private static final String OUT_OF_MEMORY_ADVICE =
            " (OutOfMemoryError: give it more with -Dperf.heap=4g, or ADPIPELINE_HEAP=4g for the program)";

    private final Path temporary;
    private final ChildJvm jvm;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private volatile HostedPipeline running;
    private boolean greeted;

    private PipelineHost(PipelineSpec spec, Optional<Path> log, boolean recorded) {
        // a halted JVM does not remove what a library has unpacked
        this.temporary =
                Folders.made("for the pipeline's JVM", () -> Files.createTempDirectory("adpipeline-pipeline-"));
        List<String> options = new ArrayList<>(List.of("-Xmx" + spec.heap(), "-Djava.io.tmpdir=" + temporary));
        options.addAll(openedToPipelines());
        List<String> classPath = spec.classPath().isEmpty() ? classPath() : spec.classPath();
        this.jvm = ChildJvm.start(new ChildJvm.Spec(
                "pipeline",
                PipelineHostMain.class,
                Optional.of(String.join(File.pathSeparator, classPath)),
                options,
                List.of(temporary.toString()),
                log.orElse(temporary.resolve("pipeline.log")),
                this::onLine));
        // if it has ended, awaitStarted says why
        jvm.sendIfAlive(Lines.line(HostProtocol.OPEN, new Open(spec.pipeline(), spec.settings(), recorded)));
    }

    /**
     * Starts the JVM; returns as soon as the process exists.
     *
     * @param log where the output of the JVM and the pipeline goes; empty for a file that closing deletes
     * @param recorded whether it will be recorded
     */
    public static PipelineHost open(PipelineSpec spec, Optional<Path> log, boolean recorded) {
        return new PipelineHost(spec, log, recorded);
    }

    /** The default class path of a pipeline's JVM: jars and folders. */
    public static List<String> classPath() {
        return List.of(System.getProperty(CLASS_PATH_PROPERTY, System.getProperty("java.class.path"))
                .split(File.pathSeparator));
    }

    /**
     * Makes sure that the pipeline exists and could start here; asks a JVM, and closes it again.
     *
     * @throws IllegalArgumentException if the pipeline does not exist (lists the existing ones), does not take a
     *     setting, or names a class path that cannot be read
     * @throws IllegalStateException if it cannot start with a setting's value, in its JVM, as this user or on this
     *     machine
     */
    public static void require(PipelineSpec spec) throws InterruptedException {
        spec.requireFiles();
        if (FOUND.contains(spec)) {
            return;
        }
        try (PipelineHost host = open(spec, Optional.empty(), false)) {
            host.awaitStarted();
            FOUND.add(spec);
        }
    }

    /**
     * Checks the size of a heap as users write it, and returns it.
     *
     * @throws IllegalArgumentException if it is no size
     */
    public static String heap(String text) {
        if (!HEAP.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a size, as in 2g or 1500m, was '%s'".formatted(text));
        }
        return text;
    }

    /** JVM options that open those packages of the JDK which Spark accesses by reflection. */
    private static List<String> openedToPipelines() {
        try (InputStream options = PipelineHost.class.getResourceAsStream("jvm.options")) {
            return new String(options.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void onLine(String line) {
        HostedPipeline current = running;
        if (current == null || !current.take(line)) {
            answers.add(line);
        }
    }

    /**
     * Starts the pipeline.
     *
     * @throws IllegalArgumentException as {@link #require}
     * @throws IllegalStateException as {@link #require}
     * @throws PipelineFailure if it does not start, with its own message
     */
    @Override
    public RunningPipeline start(PipelineContext context) throws InterruptedException {
        awaitStarted();
        if (!alive()) {
            throw new IllegalStateException(death());
        }
        HostedPipeline started = new HostedPipeline(this);
        running = started;
        jvm.send(Lines.line(HostProtocol.START, Start.of(context)));
        String answer = answer(START_LIMIT);
        if (!Lines.word(answer).equals(HostProtocol.STARTED)) {
            throw new PipelineFailure(Lines.rest(answer));
        }
        started.setDetails(details(answer));
        return started;
    }

    @SuppressWarnings("unchecked") // it was a map of strings before Jackson wrote it
    private static Map<String, String> details(String answer) {
        return Lines.value(answer, Map.class);
    }

    @Override
    public void awaitStarted() throws InterruptedException {
        if (greeted) {
            return;
        }
        String answer = answer(HELLO_LIMIT);
        String said = Lines.rest(answer);
        switch (Lines.word(answer)) {
            case HostProtocol.HELLO -> requireVersion(said);
            case HostProtocol.UNKNOWN -> throw new IllegalArgumentException(said);
            default -> throw new IllegalStateException(said);
        }
        greeted = true;
    }

    private static void requireVersion(String said) {
        if (!said.equals(String.valueOf(HostProtocol.VERSION))) {
            throw new IllegalStateException(
                    "the pipeline's JVM speaks version %s of the protocol, this suite speaks %d: its class path holds another version of this suite"
                            .formatted(said, HostProtocol.VERSION));
        }
    }

    private String answer(Duration limit) throws InterruptedException {
        return jvm.awaitLine(answers, limit)
                .orElseThrow(() -> new IllegalStateException(
                        alive()
                                ? "the pipeline's JVM has not answered for %d s. %s"
                                        .formatted(limit.toSeconds(), jvm.log().end())
                                : death()));
    }

    String death() {
        return "the pipeline's JVM ended with "
                + jvm.death(OUT_OF_MEMORY_ADVICE).orElseThrow();
    }

    /** Where the output of the JVM and the pipeline goes. */
    public Path log() {
        return jvm.log().path();
    }

    @Override
    public long pid() {
        return jvm.pid();
    }

    @Override
    public boolean alive() {
        return jvm.alive();
    }

    void kill() {
        jvm.kill();
    }

    /** Starts a recording of the JVM, if it lives; a pipeline must be running in it. */
    public void startRecording() {
        jvm.sendIfAlive(HostProtocol.RECORD);
    }

    /** Ends the recording and writes it; the file is complete when {@link #awaitRecording} returns. */
    public void saveRecording(Path file) {
        jvm.sendIfAlive(
                Lines.line(HostProtocol.SAVE, new Save(file.toAbsolutePath().toString())));
    }

    /** Waits until the recording is written; returns the problem if it is not. */
    public Optional<String> awaitRecording() throws InterruptedException {
        try {
            return Optional.of(Lines.rest(answer(STOP_LIMIT))).filter(problem -> !problem.isEmpty());
        } catch (IllegalStateException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * @throws PipelineFailure if the pipeline did not stop in good order; if it did not stop at all, the JVM is killed
     */
    void stop() throws InterruptedException {
        if (!jvm.alive()) {
            return;
        }
        jvm.send(HostProtocol.STOP);
        String answer;
        try {
            answer = answer(STOP_LIMIT);
        } catch (IllegalStateException e) {
            jvm.kill();
            jvm.waitFor(KILL_LIMIT);
            throw new PipelineFailure("it did not stop: " + e.getMessage());
        }
        if (!answer.equals(HostProtocol.STOPPED)) {
            throw new PipelineFailure("it failed while stopping: " + Lines.rest(answer));
        }
    }

    @Override
    public void close() {
        jvm.close();
        Folders.deleteIfPossible(temporary);
    }
}

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
 * A JVM for the pipeline under test: fresh, with a heap and a class path of its own, so that nothing of the suite gets
 * into what is measured. A pipeline can be started in it several times, one after the other. It ends with this JVM.
 * Used by one thread; a running pipeline of it by any.
 */
public final class PipelineHost implements PipelineProcess {

    /** Heap of the pipeline's JVM, as in {@code -Xmx}. */
    public static final String DEFAULT_HEAP = "2g";

    /** Of the pipeline's details: the commit that its code is of, as its JVM tells it; absent outside of Git. */
    public static final String COMMIT = "pipeline.commit";

    /** System property with the class path of pipelines; without it they have this JVM's. */
    private static final String CLASS_PATH_PROPERTY = "adpipeline.pipeline.classpath";

    private static final Pattern HEAP = Pattern.compile("[1-9]\\d{0,9}[kKmMgG]?");
    /** What has been looked for with success in this JVM, whose settings do not change. */
    private static final Set<PipelineSpec> FOUND = ConcurrentHashMap.newKeySet();

    private static final Duration HELLO_LIMIT = Duration.ofSeconds(60);
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    /** A pipeline that hangs is not waited for; Spark takes 10 s for a query whose Kafka is dead. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private static final int OUT_OF_MEMORY = 3;
    private static final String OUT_OF_MEMORY_ADVICE =
            " (OutOfMemoryError: give it more with -Dperf.heap=4g, or ADPIPELINE_HEAP=4g for the program)";

    private final Path temporary;
    private final ChildJvm jvm;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private volatile HostedPipeline running;
    private boolean greeted;

    private PipelineHost(PipelineSpec spec, Optional<Path> log, boolean recorded) {
        this.temporary = newFolder();
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
        try {
            jvm.send(Lines.line(HostProtocol.OPEN, new Open(spec.pipeline(), spec.settings(), recorded)));
        } catch (IllegalStateException ended) {
            // who waits for its greeting is told why
        }
    }

    /**
     * Starts the JVM; returns as soon as the process exists.
     *
     * @param log where the output of the JVM and the pipeline goes; empty for a file that is gone after closing
     * @param recorded whether it will be recorded
     */
    public static PipelineHost open(PipelineSpec spec, Optional<Path> log, boolean recorded) {
        return new PipelineHost(spec, log, recorded);
    }

    /** Jars and folders that a pipeline's JVM has without a class path of its own. */
    public static List<String> classPath() {
        return List.of(System.getProperty(CLASS_PATH_PROPERTY, System.getProperty("java.class.path"))
                .split(File.pathSeparator));
    }

    /**
     * Makes sure that there is such a pipeline and that it could start here, and starts nothing that stays.
     *
     * @throws IllegalArgumentException if there is none, listing those there are, or it does not take a setting, or what the
     *     class path names does not exist
     * @throws IllegalStateException if the value of a setting, or something of the JVM, its user or its machine keeps it from
     *     starting
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
     * A size of a heap as users write it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String heap(String text) {
        if (!HEAP.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a size, as in 2g or 1500m, was '%s'".formatted(text));
        }
        return text;
    }

    /** For what a library unpacks: a JVM that is halted leaves it. */
    private static Path newFolder() {
        try {
            return Files.createTempDirectory("adpipeline-pipeline-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the pipeline's JVM: " + e, e);
        }
    }

    /** What of the JDK Spark reaches into. */
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
     * @throws PipelineFailure if it does not start, with what it said
     */
    @Override
    public RunningPipeline start(PipelineContext context) throws InterruptedException {
        awaitStarted();
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

    @SuppressWarnings("unchecked") // Jackson makes a map of strings of what was one
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
                                        .formatted(limit.toSeconds(), jvm.logEnd())
                                : death()));
    }

    String death() {
        int code = jvm.exitCode().orElseThrow();
        return "the pipeline's JVM ended with exit code %d%s. %s"
                .formatted(code, code == OUT_OF_MEMORY ? OUT_OF_MEMORY_ADVICE : "", jvm.logEnd());
    }

    /** Where the output of the JVM and the pipeline goes. */
    public Path log() {
        return jvm.log();
    }

    @Override
    public long pid() {
        return jvm.pid();
    }

    boolean alive() {
        return jvm.alive();
    }

    void kill() {
        jvm.kill();
    }

    /** Begins to record the JVM, while a pipeline runs in it. */
    public void startRecording() {
        jvm.send(HostProtocol.RECORD);
    }

    /** Ends the recording, which is in the file when {@link #awaitRecording} has returned. */
    public void saveRecording(Path file) {
        jvm.send(Lines.line(HostProtocol.SAVE, new Save(file.toAbsolutePath().toString())));
    }

    /** Why there is no recording; empty if it is written. */
    public Optional<String> awaitRecording() throws InterruptedException {
        try {
            return Optional.of(Lines.rest(answer(STOP_LIMIT))).filter(problem -> !problem.isEmpty());
        } catch (IllegalStateException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** @throws PipelineFailure if the pipeline did not stop in good order; the JVM is ended if it did not stop at all */
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
            throw new PipelineFailure("it did not stop: " + e.getMessage());
        }
        if (!answer.equals(HostProtocol.STOPPED)) {
            throw new PipelineFailure("it did not stop in good order: " + Lines.rest(answer));
        }
    }

    @Override
    public void close() {
        jvm.close();
        Folders.delete(temporary);
    }
}

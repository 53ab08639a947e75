package io.adpipeline.pipeline.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.PipelineUnderTest;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.pipeline.host.PretendedPipeline.Act;
import io.adpipeline.process.ChildJvm;
import io.adpipeline.process.ParentWatch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineHostTest {

    private static final String HEAP = "64m";
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private PipelineHost open(String pipeline) {
        return PipelineHost.open(
                new PipelineSpec(pipeline, List.of(), Map.of("act", ""), HEAP),
                Optional.of(folder.resolve("pipeline.log")),
                false);
    }

    private PipelineContext context(Act act) {
        return new PipelineContext(
                new KafkaConnection("localhost:1", Map.of("ssl.key.password", "hunter2-of-the-key")),
                "in",
                "out",
                Duration.ofSeconds(5),
                Duration.ofMillis(1500),
                OutputMode.APPEND,
                Duration.ZERO,
                Map.of("act", act.name()),
                folder.resolve("a, b%20ü"));
    }

    @Test
    void whatThePipelineTellsIsWhatTheSuiteSees() throws InterruptedException {
        try (PipelineHost host = open("pretended");
                RunningPipeline running = host.start(context(Act.WORK))) {
            await().atMost(LONG).until(running::ready);

            assertThat(running.committedOffsets()).containsExactly(Map.entry(new TopicPartition("in", 1), 12L));
            assertThat(running.malformedRecords()).isEqualTo(3);
            assertThat(running.batches())
                    .containsExactly(new BatchProgress(4, 5, 6, Map.of("addBatch", 7L), "{\"own\":[1,2]}"));
            assertThat(running.details())
                    .containsEntry("process", String.valueOf(host.pid()))
                    .containsEntry("context", "PT5S APPEND " + folder.resolve("a, b%20ü"));
            assertThat(running.failure()).isEmpty();
            assertThat(host.log())
                    .content()
                    .contains("STARTED {} but not by us", "told {ssl.key.password=***}")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void onePipelineAfterTheOtherRunsInOneJvm() throws InterruptedException {
        try (PipelineHost host = open("pretended")) {
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(PipelineFailure.class)
                        .isThrownBy(() -> host.start(context(Act.NOT_START)))
                        .withMessage("this will not do: never");
                try (RunningPipeline running = host.start(context(Act.WORK))) {
                    await().atMost(LONG).until(running::ready);
                    assertThat(running.batches()).hasSize(1);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DIE, java.lang.IllegalStateException: out of luck, at io.adpipeline",
        "THROW, java.lang.IllegalStateException: cannot count, at io.adpipeline",
        "EXIT, the pipeline's JVM ended with exit code 9., about to exit"
    })
    void aDeathIsToldAndTheLogSaysMore(Act act, String why, String logged) throws InterruptedException {
        try (PipelineHost host = open("pretended");
                RunningPipeline running = host.start(context(act))) {
            await().atMost(LONG).until(() -> running.failure().isPresent());

            assertThat(running.failure().orElseThrow().toString()).startsWith(why);
            assertThat(host.log()).content().contains(logged);
        }
    }

    @Test
    void aKilledJvmIsADeathAndClosingIsNone() throws InterruptedException {
        try (PipelineHost host = open("pretended")) {
            RunningPipeline running = host.start(context(Act.WORK));
            await().atMost(LONG).until(running::ready);
            ProcessHandle.of(host.pid()).orElseThrow().destroyForcibly();

            await().atMost(LONG).until(() -> running.failure().isPresent());
            assertThat(running.failure().orElseThrow()).hasMessageContaining("exit code 137");
            assertThatCode(running::close).doesNotThrowAnyException();
        }
    }

    @Test
    void aPipelineThatCannotCloseIsTold() throws InterruptedException {
        try (PipelineHost host = open("pretended")) {
            RunningPipeline running = host.start(context(Act.CLOSE_BADLY));

            assertThatExceptionOfType(PipelineFailure.class)
                    .isThrownBy(running::close)
                    .withMessage("it failed while stopping: cannot end");
        }
    }

    @Test
    void aSettingThatThePipelineDoesNotTakeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PipelineHost.require(
                        new PipelineSpec("pretended", List.of(), Map.of("act", "", "acts", ""), HEAP)))
                .withMessage("settings must be of act with the pipeline 'pretended', was 'acts'");
    }

    @Test
    void aClusterIsRefusedBeforeAnythingIsStarted() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> PipelineHost.require(
                        new PipelineSpec("spark", List.of(), Map.of("spark.master", "yarn"), HEAP)))
                .withMessageContaining(
                        "the pipeline 'spark' cannot start here: spark.master must be local[N] or local[*], was"
                                + " 'yarn'. To use a cluster, run the job as a command with spark-submit: see docs/CLUSTER.md");
    }

    @Test
    void anUnknownPipelineIsRefusedWithThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PipelineHost.require(new PipelineSpec("sparc", List.of(), Map.of(), HEAP)))
                .withMessage(
                        "pipeline must be one of plain-from-json, pretended, spark, spark-slowed, synthetic, was 'sparc'");
    }

    @Test
    void thoseThatAreThereAreNot() {
        assertThatCode(() -> PipelineHost.require(new PipelineSpec("pretended", List.of(), Map.of("act", ""), HEAP)))
                .doesNotThrowAnyException();
    }

    @Test
    void aClassPathTakesThePlaceOfThatOfTheSuite() throws Exception {
        List<String> classPath = Stream.concat(
                        Stream.of(compiled().toString()),
                        PipelineHost.classPath().stream().filter(path -> !path.endsWith("test-classes")))
                .toList();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> PipelineHost.require(new PipelineSpec("other", classPath, Map.of(), HEAP)))
                .withMessageContaining("no disk");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PipelineHost.require(new PipelineSpec("pretended", classPath, Map.of(), HEAP)))
                .withMessage("pipeline must be one of other, spark, was 'pretended'");
    }

    /** A pipeline named other, which cannot start, in a folder of classes. */
    private Path compiled() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path source = Files.writeString(folder.resolve("Other.java"), """
                import io.adpipeline.pipeline.*;
                import java.util.*;
                public class Other implements PipelineUnderTest {
                    public String name() { return "other"; }
                    public Optional<String> obstacle(Map<String, String> settings) { return Optional.of("no disk"); }
                    public RunningPipeline start(PipelineContext context) { throw new IllegalStateException(); }
                }
                """);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(status).isZero();
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve(PipelineUnderTest.class.getName()), "Other\n");
        return classes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"no/such.jar", "no/such/*", "pom.xml*"})
    void aClassPathOfWhatIsNotThereIsRefused(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PipelineHost.require(new PipelineSpec("pretended", List.of(path), Map.of(), HEAP)))
                .withMessage(
                        "pipeline.classpath (of a base compare.classpath) must name jars and folders that can be read, was '%s'",
                        path);
    }

    @Test
    void aHeapThatIsTooSmallForSparkIsRefused() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> PipelineHost.require(new PipelineSpec("spark", List.of(), Map.of(), "400m")))
                .withMessageContaining("the pipeline 'spark' cannot start here: Spark needs a heap of 450 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2g", "1500m", "600000k", "2147483648"})
    void aHeapIsASize(String text) {
        assertThat(PipelineHost.heap(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lots", "2gb", "-1g", "0", "1.5g", "g"})
    void nothingElseIs(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PipelineHost.heap(text))
                .withMessage("must be a size, as in 2g or 1500m, was '%s'", text);
    }

    @Test
    void nothingIsLeftInTheFolderForTemporaryFilesWhenTheSuiteWasKilled() throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        CountDownLatch started = new CountDownLatch(1);
        ChildJvm suite = ChildJvm.start(new ChildJvm.Spec(
                "suite",
                Suite.class,
                Optional.empty(),
                List.of("-Xmx64m", "-Djava.io.tmpdir=" + temporary),
                List.of(),
                folder.resolve("suite.log"),
                line -> started.countDown()));
        assertThat(started.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(entries(temporary)).isEqualTo(1);

        suite.kill();

        await().atMost(LONG).until(() -> entries(temporary) == 0);
        suite.close();
    }

    private static long entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    /** Starts a pipeline's JVM, waits until it listens, and is killed then. */
    static final class Suite {

        private Suite() {}

        public static void main(String[] arguments) throws InterruptedException {
            PrintStream test = ParentWatch.start(line -> {}, () -> {});
            PipelineHost host = PipelineHost.open(
                    new PipelineSpec("pretended", List.of(), Map.of("act", ""), HEAP), Optional.empty(), false);
            host.awaitStarted();
            test.println("started");
            new CountDownLatch(1).await();
        }
    }
}

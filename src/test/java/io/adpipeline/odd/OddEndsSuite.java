package io.adpipeline.odd;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.broker.BrokerSettings;
import io.adpipeline.broker.EmbeddedBroker;
import io.adpipeline.broker.TestBroker;
import io.adpipeline.dist.Command;
import io.adpipeline.evidence.Phase;
import io.adpipeline.evidence.ScenarioParts;
import io.adpipeline.it.RunSupport;
import io.adpipeline.kafka.Topics;
import io.adpipeline.load.LoadGenerator;
import io.adpipeline.load.RunningLoad;
import io.adpipeline.run.RunListener;
import io.adpipeline.run.ScenarioRunner;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose Kafka, memory or disk ends before they do. Run by {@code mvn verify -Podd}. */
class OddEndsSuite {

    private static final String PROGRAM =
            Path.of("bin/adpipeline").toAbsolutePath().toString();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String CHILD_OPTIONS = "adpipeline.child.options";

    @TempDir
    private static Path home;

    private static TestBroker immortal;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startKafka() throws IOException {
        immortal = TestBroker.start(home.resolve("kafka"), Map.of());
    }

    @AfterAll
    static void endKafka() {
        immortal.close();
    }

    private RunResult run(String name, String pipeline, TestBroker kafka, Runnable whileMeasuring) throws Exception {
        String yaml = Smallest.YAML + "eventsPerProducer: 300\nduration: 8s\npipeline: " + pipeline + "\n";
        Scenario scenario = RunSupport.scenario(folder, name, yaml);
        return new ScenarioRunner(Smallest.options(folder, kafka.address(), Map.of())).run(scenario, new RunListener() {
            @Override
            public void phase(Scenario running, Phase phase) {
                if (phase == Phase.MEASURE) {
                    whileMeasuring.run();
                }
            }
        });
    }

    /** Latencies are longer for it, and a pipeline may die of it, but none is to blame. */
    @ParameterizedTest
    @ValueSource(strings = {"spark", "synthetic"})
    void aBrokerThatRestartsIsNamed(String pipeline) throws Exception {
        List<CompletableFuture<Void>> restarts = new ArrayList<>();
        try (TestBroker kafka = TestBroker.start(folder.resolve("kafka"), Map.of())) {
            RunResult result = run(
                    "restart", pipeline, kafka, () -> restarts.add(CompletableFuture.runAsync(() -> restart(kafka))));

            restarts.get(0).get(1, TimeUnit.MINUTES);
            String message = result.verdict().message("restart");
            assertThat(result.verdict().outcome()).as(message).isEqualTo(Outcome.INVALID);
            // what it says where the machine needs 10 s for the start is the second
            assertThat(message).containsPattern("Kafka (gave no answer|has not answered) for ");
        }
    }

    private static void restart(TestBroker kafka) {
        try {
            kafka.crash();
            kafka.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRunWhoseKafkaDiesIsOverSoonAfterItIsStored() throws Exception {
        RunResult result;
        Instant end;
        try (TestBroker kafka = TestBroker.start(folder.resolve("kafka"), Map.of())) {
            result = run("dead", "spark", kafka, kafka::crash);
            end = Instant.now();
        }

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INVALID);
        assertThat(result.verdict().message("dead")).contains("Kafka has not answered for 1");
        Instant stored =
                Files.getLastModifiedTime(folder.resolve("perf/dead/run.json")).toInstant();
        assertThat(Duration.between(stored, end)).isLessThan(Duration.ofSeconds(60));
    }

    /** It waits for the window, the watermark and 30 s more. A command that is sent nothing is not to blame. */
    @ParameterizedTest
    @CsvSource({
        "linger.ms, 5, FAIL, '[1-9][\\d,]*', 0",
        "max.request.size, 200, INVALID, 0, '[1-9][\\d,]*'",
    })
    void aCommandWithoutAResultIsNamed(String property, int value, Outcome outcome, String acknowledged, String failed)
            throws Exception {
        Scenario scenario = RunSupport.scenario(
                folder,
                "mute",
                Smallest.WITH_LOAD.replace("watermark: 1m", "watermark: 0s")
                        + "producer: {%s: %d}\n".formatted(property, value)
                        + "timeouts: {ready: 1s}\npipeline: {command: [sleep, '600']}\n");
        RunResult result = new ScenarioRunner(Smallest.options(folder, immortal.address(), Map.of()))
                .run(scenario, RunListener.NONE);

        assertThat(result.verdict().outcome()).isEqualTo(outcome);
        assertThat(result.verdict().message("mute"))
                .containsPattern(
                        "no result came within \\d+ s \\(timeouts.ready; .*\\); of [\\d,]+ events that were sent Kafka acknowledged %s, and %s sends failed"
                                .formatted(acknowledged, failed));
    }

    private Command adpipeline(String shell, Map<String, String> environment, String... settings) throws Exception {
        Path file = Files.writeString(folder.resolve("smallest.yaml"), Smallest.WITH_LOAD);
        String command = "%s '%s' run %s --results-dir=out --bootstrap-server=%s %s"
                .formatted(shell, PROGRAM, file, immortal.address(), String.join(" ", settings));
        return Command.run(folder, environment, List.of("/bin/sh", "-c", command));
    }

    /** Once while Spark starts, once in the threads of its first batches. */
    @ParameterizedTest
    @CsvSource({"64m, 4", "112m, 3"})
    void aPipelineWithoutMemoryEndsWithAWordAndIsNoVerdictOnIt(String size, int exitCode) throws Exception {
        String options = "-Dadpipeline.child.options=-XX:MaxMetaspaceSize=" + size;
        Command run = adpipeline("exec", Map.of("ADPIPELINE_JAVA_OPTIONS", options));

        assertThat(run.exitCode()).as(run.output()).isEqualTo(exitCode);
        assertThat(run.output())
                .contains(
                        "the pipeline's JVM ended with exit code 3 (OutOfMemoryError: give it more with", "Metaspace");
    }

    @Test
    void aSuiteWithoutMemoryEndsWithAWordAndIsNoVerdict() throws Exception {
        Command run = adpipeline("exec", Map.of("ADPIPELINE_JAVA_OPTIONS", "-XX:MaxMetaspaceSize=20m"));

        assertThat(run.exitCode()).as(run.output()).isEqualTo(3);
        assertThat(run.output()).contains("java.lang.OutOfMemoryError: Metaspace", "adpipeline: out of memory");
    }

    /**
     * A limit on the size of files (in blocks of 512 bytes) ends writing as a full disk does, and needs no rights. The
     * first to meet it is the account of batches over many partitions, or the load generator's truth of many campaigns.
     */
    @ParameterizedTest
    @CsvSource({"12, 10, 60, 4, cannot store the run in", "64, 1000, 2, 3, the load generator failed"})
    void aDiskThatTakesNoMoreIsNamed(int blocks, int campaigns, int partitions, int exitCode, String what)
            throws Exception {
        Command run = adpipeline(
                "ulimit -f %d; exec".formatted(blocks),
                Map.of(),
                "--rate=3000",
                "--set=campaigns=" + campaigns,
                "--set=topics.partitions=" + partitions);

        assertThat(run.exitCode()).as(run.output()).isEqualTo(exitCode);
        assertThat(run.output()).contains(what, "File too large");
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".csv.gz")))
                    .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        }
    }

    /** Who is killed cannot remove what a library unpacked, so children unpack it where their parent cleans up. */
    @ParameterizedTest
    @ValueSource(strings = {"lz4", "snappy"})
    void childrenLeaveNothingInTheFolderForTemporaryFiles(String compression) throws Exception {
        Scenario scenario = RunSupport.scenario(
                folder, compression, Smallest.WITH_LOAD + "producer: {compression.type: " + compression + "}\n");
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        Path results = folder.resolve("results");
        String before = System.getProperty(CHILD_OPTIONS, "");
        System.setProperty(CHILD_OPTIONS, before + " -Djava.io.tmpdir=" + temporary);
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("embedded")));
                Topics topics = new Topics(broker.connection());
                LoadGenerator generator = LoadGenerator.open(results.resolve("load.log"))) {
            topics.create(
                    scenario.topics().events(),
                    ScenarioParts.topicLayout(scenario, scenario.topics().events()));
            RunningLoad load =
                    generator.prepare(ScenarioParts.loadPlan(scenario.withSeed(1), broker.connection()), results);
            load.awaitReady(LIMIT);
            load.begin(ScenarioParts.loadStartMs(scenario, System.currentTimeMillis()));
            Awaitility.await().atMost(LIMIT).until(load::done);
            assertThat(libraries(results)).isNotEmpty();
        } finally {
            System.setProperty(CHILD_OPTIONS, before);
        }

        assertThat(libraries(results)).isEmpty();
        assertThat(temporary).isEmptyDirectory();
        assertThat(folder.resolve("embedded")).isEmptyDirectory();
    }

    private static List<Path> libraries(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".so")).toList();
        }
    }
}

package io.adpipeline.odd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adpipeline.broker.FreePort;
import io.adpipeline.dist.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program under environments that others have. Run by {@code mvn verify -Podd}. */
class OddSurroundingsSuite {

    private static final String PROGRAM =
            Path.of("bin/adpipeline").toAbsolutePath().toString();
    private static final String ARABIC = "-Duser.language=ar -Duser.country=EG";

    @TempDir
    private static Path folder;

    private static String kafka;
    private static Process broker;

    /** The broker's JVM starts in Arabic, where numbers have other digits. */
    @BeforeAll
    static void startABroker() throws Exception {
        String port = String.valueOf(FreePort.find());
        kafka = "localhost:" + port;
        Path output = folder.resolve("broker.txt");
        broker = Command.start(
                folder,
                output,
                Map.of("ADPIPELINE_JAVA_OPTIONS", ARABIC),
                List.of(PROGRAM, "broker", "--port=" + port));
        await().atMost(Duration.ofMinutes(3))
                .until(() -> !broker.isAlive() || Files.readString(output).contains("Ctrl-C ends it"));
        assertThat(output).content().contains(kafka.replace("localhost", "127.0.0.1"));
    }

    @AfterAll
    static void endTheBroker() {
        broker.destroy();
    }

    private static Command adpipeline(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(List.of(arguments));
        return Command.run(folder, environment, command);
    }

    /** The shortest run. */
    private static Command run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "run",
                "--bootstrap-server=" + kafka,
                "--rate=300",
                "--set=warmup=0s",
                "--set=tail=500ms",
                "--set=window=500ms",
                "--set=watermark=1m",
                "--set=campaigns=10",
                "--set=slo.endToEnd.mean=60s",
                "--set=slo.scheduleLag.p99=60s"));
        all.addAll(List.of(arguments));
        if (all.stream().noneMatch(argument -> argument.startsWith("--duration"))) {
            all.add("--duration=2s");
        }
        return adpipeline(environment, all.toArray(String[]::new));
    }

    private static void assertPasses(Command run) {
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("command-line: PASS", "≤");
    }

    @Test
    void anotherLocaleWithoutUtf8ChangesNothing() throws Exception {
        Map<String, String> arabic = Map.of("LC_ALL", "C", "ADPIPELINE_JAVA_OPTIONS", ARABIC);

        assertPasses(run(arabic, "--results-dir=" + folder.resolve("grüße")));

        assertThat(folder.resolve("grüße/command-line/report.txt")).content().contains("PASS", "≤");
    }

    @Test
    void optionsForEveryJvmDoNotReachTheChildren() throws Exception {
        String management = "-Dcom.sun.management.jmxremote.port=%d -Dcom.sun.management.jmxremote.ssl=false "
                .formatted(FreePort.find());
        Map<String, String> options =
                Map.of("JAVA_TOOL_OPTIONS", management + "-Dcom.sun.management.jmxremote.authenticate=false -Xmx1g");

        assertPasses(run(options));

        assertThat(folder.resolve("target/perf/command-line/generator.log")).doesNotExist();
    }

    /** Kafka finds this out at the first event; it is to be told then, and not when the schedule is over. */
    @Test
    void aCompressorThatCannotBeLoadedIsToldAtOnce() throws Exception {
        Command run = run(
                Map.of("JAVA_TOOL_OPTIONS", "-Dorg.xerial.snappy.use.systemlib=true"),
                "--set=producer.compression.type=snappy",
                "--duration=10m");

        assertThat(run.exitCode()).as(run.output()).isEqualTo(3);
        assertThat(run.output()).contains("a producer died", "UnsatisfiedLinkError: no snappyjava");
    }

    /** As when a terminal is closed; with nohup the load would go on. */
    @Test
    void aLoadWhoseTerminalClosesIsFlushedAndCounted() throws Exception {
        adpipeline(Map.of(), "topics", "create", "--bootstrap-server=" + kafka, "--if-not-exists");
        Path output = folder.resolve("produce.txt");
        Process produce = Command.start(
                folder,
                output,
                Map.of(),
                List.of(
                        "/usr/bin/env",
                        "--default-signal=HUP", // where this build itself runs under nohup
                        PROGRAM,
                        "produce",
                        "--bootstrap-server=" + kafka,
                        "--rate=100",
                        "--duration=10m"));
        await().atMost(Duration.ofMinutes(3))
                .until(() -> !produce.isAlive() || Files.readString(output).contains("events/s"));
        Command.run(folder, Map.of(), List.of("/bin/kill", "-HUP", String.valueOf(produce.pid())));

        boolean ended = produce.waitFor(1, TimeUnit.MINUTES);
        produce.destroyForcibly();
        assertThat(ended).as(Files.readString(output)).isTrue();
        assertThat(produce.exitValue()).as(Files.readString(output)).isEqualTo(129);
        assertThat(output).content().containsPattern("acknowledged +\\d");
    }

    @Test
    void tooFewOpenFilesAreToldBeforeJavaStumblesOverThem() throws Exception {
        for (String limit : List.of("90", "200")) {
            Command version = Command.run(
                    folder,
                    Map.of(),
                    List.of("/bin/sh", "-c", "ulimit -n %s; '%s' --version".formatted(limit, PROGRAM)));

            assertThat(version.exitCode()).as(version.output()).isEqualTo(4);
            assertThat(version.output()).contains("this shell allows " + limit + " open files");
        }
    }

    @Test
    void aJvmThatDoesNotStartIsNoVerdict() throws Exception {
        for (Map<String, String> wrong : List.of(
                Map.of("ADPIPELINE_JAVA_OPTIONS", "-XX:+UseNoSuchCollector"),
                Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseNoSuchCollector"))) {
            Command run = run(wrong);

            assertThat(run.exitCode()).as(run.output()).isEqualTo(4);
            assertThat(run.output()).contains("Java does not start with the options that it is given: ");
        }
        Command run = run(Map.of("ADPIPELINE_HEAP", "1k"));

        assertThat(run.exitCode()).as(run.output()).isEqualTo(4);
        assertThat(run.output()).contains("the pipeline's JVM ended with exit code 1", "Too small maximum heap");
    }

    @Test
    void variablesThatSparkTakesForAClustersDoNotReachIt() throws Exception {
        assertPasses(run(Map.of("CONTAINER_ID", "box", "SPARK_LOCAL_DIRS", "/no/such", "LC_ALL", "xx_YY.UTF-8")));
    }

    @ParameterizedTest
    @CsvSource({"half, has lost its parts", "a:b, cannot start a program in a folder with a colon"})
    void aProgramThatCannotStartSaysWhy(String home, String why) throws Exception {
        Path bin = Files.createDirectories(folder.resolve(home).resolve("bin"));
        Files.createDirectories(folder.resolve(home).resolve("lib"));
        Path copy = Files.copy(Path.of(PROGRAM), bin.resolve("adpipeline"), StandardCopyOption.COPY_ATTRIBUTES);

        Command version = Command.run(folder, Map.of(), List.of(copy.toString(), "--version"));

        assertThat(version.exitCode()).as(version.output()).isEqualTo(4);
        assertThat(version.output()).contains(why);
    }

    @Test
    void aPathForCdDoesNotHideTheProgram() throws Exception {
        Command version = Command.run(
                Path.of("").toAbsolutePath(), Map.of("CDPATH", ".:/usr"), List.of("bin/adpipeline", "--version"));

        assertThat(version.exitCode()).as(version.output()).isZero();
        assertThat(version.output()).startsWith("adpipeline ");
    }

    @Test
    void aHeapThatIsNoSizeIsRefused() throws Exception {
        for (String heap : List.of("lots", "2gb", "g", "2.5g")) {
            Command run = run(Map.of("ADPIPELINE_HEAP", heap));

            assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
            assertThat(run.output()).contains("ADPIPELINE_HEAP must be a size", "was '" + heap + "'");
        }
    }

    @Test
    void whatSparkCannotDoWithoutIsOneSentenceBeforeAnythingStarts() throws Exception {
        Path results = folder.resolve("poor");
        Command run = run(Map.of("ADPIPELINE_HEAP", "400m"), "--results-dir=" + results);

        assertThat(run.exitCode()).as(run.output()).isEqualTo(4);
        assertThat(run.output()).contains("set ADPIPELINE_HEAP=2g").doesNotContain("\tat ", "Exception");
        assertThat(results).doesNotExist();
    }

    @Test
    void aMachineWhoseOwnNameCannotBeResolvedWillDo() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");

        assertPasses(run(Map.of("ADPIPELINE_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts)));
    }

    @Test
    void outputThatCannotBeWrittenIsNoSuccess() throws Exception {
        Command version = Command.run(
                folder, Map.of(), List.of("/bin/sh", "-c", "'%s' scenarios keys > /dev/full".formatted(PROGRAM)));

        assertThat(version.exitCode()).as(version.output()).isEqualTo(4);
        assertThat(version.output()).contains("standard output takes no more");
    }
}

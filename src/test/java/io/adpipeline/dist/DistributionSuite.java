package io.adpipeline.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The unpacked archive, far from the clone: every command once, as a user types it. Run by {@code mvn verify -Pdist}. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DistributionSuite {

    private static final Set<String> RUN = new TreeSet<>();

    @TempDir
    private static Path folder;

    private static Program program;

    @BeforeAll
    static void unpackAndStartABroker() throws Exception {
        program = Program.unpackAndStartABroker(folder);
        RUN.add("broker");
    }

    @AfterAll
    static void endTheBroker() {
        program.broker().destroyForcibly();
    }

    /** Each JVM has its own jars: those of the suite are in lib itself. */
    @Test
    void onlyThePipelineHasSparkAndOnlyTheBrokerIsABroker() throws IOException {
        Path lib = program.file().resolveSibling("../lib").normalize();

        assertThat(jars(lib)).noneMatch(jar -> jar.startsWith("spark-") || jar.startsWith("kafka_"));
        assertThat(jars(lib.resolve("pipeline"))).anyMatch(jar -> jar.startsWith("spark-sql_"));
        assertThat(jars(lib.resolve("pipeline"))).noneMatch(jar -> jar.startsWith("kafka_"));
        assertThat(jars(lib.resolve("broker"))).anyMatch(jar -> jar.startsWith("kafka_"));
        assertThat(jars(lib.resolve("broker"))).noneMatch(jar -> jar.startsWith("spark-"));
    }

    private static List<String> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }
    }

    private static List<String> command(String... arguments) {
        RUN.add(arguments[0]);
        List<String> command = new ArrayList<>(List.of(program.file().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String output(int exitCode, String... arguments) throws Exception {
        Command done = Command.run(folder, command(arguments));
        assertThat(done.exitCode())
                .as("%s: %s", List.of(arguments), done.output())
                .isEqualTo(exitCode);
        return done.output();
    }

    private static String onKafka(int exitCode, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--bootstrap-server=" + program.kafka());
        return output(exitCode, all.toArray(String[]::new));
    }

    @Test
    @Order(1)
    void theArchiveListsItsParts() throws IOException {
        JsonNode parts = new ObjectMapper()
                .readTree(program.file().resolve("../../bom.json").normalize().toFile())
                .path("components");

        assertThat(parts.findValuesAsText("name"))
                .contains("kafka-clients", "spark-sql_2.12")
                .doesNotContain("ivy");
    }

    @Test
    @Order(1)
    void versionHelpAndWrongWords() throws Exception {
        assertThat(output(0, "--version")).matches("adpipeline \\d+\\.\\d+\\.\\d+\\S*\\s");
        assertThat(output(2, "dance")).contains("dance");
    }

    @Test
    @Order(2)
    void scenariosAndCompletion() throws Exception {
        assertThat(output(0, "scenarios", "list")).contains("smoke", "uniform");
        assertThat(output(0, "scenarios", "check")).contains("smoke");
        assertThat(output(0, "scenarios", "print", "smoke")).contains("eventsPerProducer: 1000");
        assertThat(output(0, "scenarios", "keys")).contains("topics.partitions");
        assertThat(output(0, "generate-completion")).contains("adpipeline");
    }

    @Test
    @Order(3)
    void thePartsOfARun() throws Exception {
        assertThat(onKafka(0, "topics", "create")).contains("events_spark created", "results_spark created");
        assertThat(onKafka(0, "produce", "--rate=100", "--duration=2s", "--set=window=1s"))
                .containsPattern("acknowledged +400");
        assertThat(onKafka(0, "job", "--set=window=1s", "--until-drained=2s")).containsPattern("records +400");
        assertThat(onKafka(0, "latency", "--idle=1s")).contains("endToEnd");
        assertThat(onKafka(0, "topics", "clear", "--yes")).contains("events_spark cleared");
    }

    @Test
    @Order(4)
    void aWholeRunAndItsVerdictAgain() throws Exception {
        String run = onKafka(
                0,
                "run",
                "smoke",
                "--set=warmup=0s",
                "--duration=4s",
                "--set=tail=1s",
                "--set=watermark=1m",
                "--set=campaigns=100",
                "--set=slo.perEvent.p90=60s",
                "--set=slo.windowClose.p90=60s",
                "--set=slo.scheduleLag.p99=60s");

        assertThat(run).contains("smoke: PASS");
        assertThat(output(0, "show", "target/perf/smoke")).contains("smoke: PASS");
        assertThat(output(4, "show", "target/perf")).contains("holds no stored run");
    }

    @Test
    @Order(4)
    void aComparisonThatIsEndedLeavesWhatItHasMeasured() throws Exception {
        Path output = folder.resolve("compare.txt");
        Process comparison = Command.start(
                folder,
                output,
                Command.ENVIRONMENT,
                command(
                        "compare",
                        "smoke",
                        "--bootstrap-server=" + program.kafka(),
                        "--b=trigger=100ms",
                        "--set=compare.warmup=0s",
                        "--set=compare.settle=2s",
                        "--set=compare.block=2s",
                        "--set=tail=1s",
                        "--set=watermark=1m",
                        "--set=slo.scheduleLag.p99=60s"));
        await().atMost(Duration.ofMinutes(8))
                .until(() -> Files.readString(output).contains("[r02-") || !comparison.isAlive());
        comparison.destroy();

        assertThat(comparison.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(comparison.exitValue()).as(Files.readString(output)).isEqualTo(143);
        assertThat(output(1, "show", "target/perf/smoke-compare"))
                .containsPattern("1 +(abba|baab) ")
                .contains("smoke: UNDECIDED\n  not finished");
    }

    @Test
    @Order(4)
    void aCommandIsBegunWithAndCheckedOnAKafkaOfItsOwn() throws Exception {
        assertThat(output(0, "init", "my-job.yaml", "--", "sh", "-c", "echo reads $0; exit 7", "${topics.events}"))
                .contains("next: adpipeline check-pipeline my-job.yaml");

        assertThat(output(1, "check-pipeline", "my-job.yaml", "--kafka=embedded"))
                .contains("BROKEN  it starts", "exit code 7", "the pipeline breaks its contract");
    }

    @Test
    @Order(5)
    void theBrokerEndsWhenItIsTold() throws Exception {
        Process broker = program.broker();
        broker.destroy();

        assertThat(broker.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(broker.exitValue()).isEqualTo(143);
        assertThat(program.brokerOutput()).content().contains("ended");
    }

    @Test
    @Order(6)
    void noCommandWasLeftOut() throws Exception {
        String help = output(0, "--help");
        List<String> commands = Pattern.compile("(?m)^  (\\w[\\w-]*)  +\\S")
                .matcher(help.substring(help.indexOf("Commands:")))
                .results()
                .map((MatchResult line) -> line.group(1))
                .filter(name -> !name.matches("\\d+|terminal"))
                .toList();

        assertThat(commands).hasSizeGreaterThan(5);
        assertThat(RUN).containsAll(commands);
    }
}

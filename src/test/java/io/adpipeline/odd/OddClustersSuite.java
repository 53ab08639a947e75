package io.adpipeline.odd;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.broker.SaslBroker;
import io.adpipeline.dist.Command;
import io.adpipeline.it.RunSupport;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.report.ReportWriter;
import io.adpipeline.run.ScenarioRunner;
import io.adpipeline.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program on a Kafka that asks for a login. Run by {@code mvn verify -Podd}. */
class OddClustersSuite {

    private static final String PROGRAM =
            Path.of("bin/adpipeline").toAbsolutePath().toString();
    private static final String PLANTED = "planted-Xq7";

    @TempDir
    private static Path folder;

    private static SaslBroker kafka;

    @BeforeAll
    static void startKafka() throws IOException {
        kafka = SaslBroker.start(folder.resolve("kafka"), PLANTED);
        for (String user : List.of(SaslBroker.ADMIN, SaslBroker.GUEST)) {
            Files.writeString(folder.resolve(user + ".properties"), SaslBroker.clientProperties(user, PLANTED));
        }
    }

    @AfterAll
    static void endKafka() {
        kafka.close();
    }

    private static Command adpipeline(String user, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--bootstrap-server=" + kafka.address(), "--kafka-config=" + user + ".properties"));
        return Command.run(folder, Map.of(), command);
    }

    private static Command run(String user, String... arguments) throws Exception {
        Path file = Files.writeString(folder.resolve("smallest.yaml"), Smallest.YAML);
        List<String> all = new ArrayList<>(List.of("run", file.toString()));
        all.addAll(List.of(arguments));
        return adpipeline(user, all.toArray(String[]::new));
    }

    @Test
    void aUserWithoutRightsIsToldWhichAreMissing() throws Exception {
        Instant before = Instant.now();
        Command create = adpipeline(SaslBroker.GUEST, "topics", "create");

        assertThat(create.exitCode()).as(create.output()).isEqualTo(4);
        assertThat(create.output())
                .contains("Topic 'events_spark': creating it with", "Authorization failed", "The user is 'guest'.")
                .doesNotContain(PLANTED);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(40));
    }

    @Test
    void aWrongPasswordIsTold() throws Exception {
        Files.writeString(folder.resolve("wrong.properties"), SaslBroker.clientProperties(PLANTED + "-wrong"));

        Command create = adpipeline("wrong", "topics", "create");

        assertThat(create.exitCode()).as(create.output()).isEqualTo(4);
        assertThat(create.output()).contains("refuses the connection").doesNotContain(PLANTED);
    }

    @Test
    void secretsStandInNoFileAndNoOutput() throws Exception {
        Command pass = run(SaslBroker.ADMIN, "--results-dir=pass", "--rate=300", "--duration=2s");
        assertThat(pass.exitCode()).as(pass.output()).isZero();
        Command fail = run(
                SaslBroker.ADMIN, "--results-dir=fail", "--rate=300", "--duration=2s", "--set=slo.endToEnd.mean=1ms");
        assertThat(fail.exitCode()).as(fail.output()).isEqualTo(1);
        Command refused = run(SaslBroker.GUEST, "--results-dir=refused", "--rate=300", "--duration=2s");
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(4);
        Command search = run(
                SaslBroker.ADMIN,
                "--results-dir=search",
                "--yes",
                "--set=capacity.from=200",
                "--set=capacity.to=204",
                "--set=capacity.settle=500ms",
                "--set=capacity.trial=2s",
                "--set=capacity.confirm=2s");
        assertThat(search.exitCode()).as(search.output()).isIn(0, 1, 3);

        for (Command command : List.of(pass, fail, refused, search)) {
            assertThat(command.output()).doesNotContain(PLANTED);
        }
        for (String results : List.of("pass", "fail", "search")) {
            assertNothingPlanted(folder.resolve(results));
        }
    }

    /** In the generator's JVM, and in the one where Spark runs. */
    @ParameterizedTest
    @CsvSource({
        "producer, producer: {partitioner.class: %s}, generator.log, gossip on the output: ***, sends failed",
        "sink, settings: {kafka.sink.partitioner.class: %s}, pipeline.log, gossip in the log: ***, the pipeline died"
    })
    void aPlugInThatTellsItsLoginIsNotHeard(String name, String setting, String log, String heard, String finding)
            throws Exception {
        Scenario scenario = RunSupport.scenario(
                folder, name, Smallest.WITH_LOAD + setting.formatted(Gossip.class.getName()) + "\n");
        Map<String, String> admin = KafkaConnection.readProperties(folder.resolve(SaslBroker.ADMIN + ".properties"));

        RunResult result =
                new ScenarioRunner(Smallest.options(folder, kafka.address(), admin)).run(scenario, new ReportWriter());

        String message = result.verdict().message(name);
        assertThat(message).contains(finding, "gossip in a failure: ").doesNotContain(PLANTED);
        Path results = folder.resolve("perf").resolve(name);
        assertThat(results.resolve(log)).content().contains(heard, "IllegalStateException: ***");
        assertNothingPlanted(results);
    }

    private static void assertNothingPlanted(Path results) throws IOException {
        assertThat(files(results))
                .hasSizeGreaterThan(10)
                .allSatisfy(file -> assertThat(text(file)).as(file.toString()).doesNotContain(PLANTED));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
            return new String(plain.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}

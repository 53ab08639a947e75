package io.adpipeline.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.it.SharedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The reference job on a cluster of Spark, as a command under the suite. Run by {@code mvn verify -Pdist}. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterSuite {

    private static final String PROGRAM =
            Path.of("bin/adpipeline").toAbsolutePath().toString();
    /** The console has a line every five seconds. */
    private static final Pattern MIDDLE = Pattern.compile("measure +([3-9]|1\\d)/14 s");

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    @TempDir
    private static Path folder;

    private static SparkHome home;
    private static StandaloneCluster cluster;

    @BeforeAll
    static void startTheCluster() throws Exception {
        home = new SparkHome(folder.resolve("spark-home"));
        cluster = new StandaloneCluster(home.path(), folder, 2);
    }

    @AfterAll
    static void endTheCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void executorsInOtherProcessesCountEveryEvent() throws Exception {
        scenario("two-workers", 6, false);
        Process run = start("two-workers");

        assertCountsEveryEvent(run, "two-workers");
        assertThat(result("two-workers").at("/oracle/repeated").intValue()).isZero();
    }

    /** What the worker has had under way is done again by the other one. */
    @Test
    @Order(2)
    void aWorkerThatIsKilledCostsNoEvent() throws Exception {
        scenario("killed", 14, true);
        Process run = start("killed");
        await().atMost(LIMIT).until(() -> MIDDLE.matcher(console("killed")).find() || !run.isAlive());

        int executors = cluster.killAWorker();

        assertThat(executors).as(console("killed")).isEqualTo(1);
        assertCountsEveryEvent(run, "killed");
        assertThat(folder.resolve("perf/killed/pipeline.log")).content().contains("Lost executor");
    }

    private static void scenario(String name, int seconds, boolean allowReplays) throws IOException {
        List<String> options = List.of(
                "--master=" + cluster.master(),
                "--conf=spark.cores.max=2",
                "--conf=spark.executor.cores=1",
                "--conf=spark.executor.memory=600m",
                "--conf=spark.executor.extraJavaOptions=" + Command.SHORT_LIVED,
                "--conf=spark.ui.enabled=false");
        List<String> arguments = List.of(
                "--kafka-config", "${kafkaConfig}",
                "--events", "${topics.events}",
                "--results", "${topics.results}",
                "--window-ms", "${window.ms}",
                "--watermark-ms", "${watermark.ms}",
                "--trigger-ms", "${trigger.ms}",
                "--output-mode", "${outputMode}",
                "--checkpoint", "${workDirectory}/checkpoint");
        String command =
                home.submit(options, arguments).stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
        Files.writeString(
                folder.resolve(name + ".yaml"), """
                pipeline:
                  command: [%s]
                  environment: {SPARK_LOCAL_IP: 127.0.0.1, SPARK_SUBMIT_OPTS: '%s'}
                traffic: {model: poisson}
                eventsPerProducer: 500
                allowReplays: %s
                warmup: 4s
                duration: %ds
                tail: 2s
                window: 1s
                watermark: 1m   # how punctual the load is does not matter here
                timeouts: {ready: 4m, drain: 2m}
                slo:
                  perEvent: {p90: 2m}
                  scheduleLag: {p99: 1m}
                """.formatted(command, Command.SHORT_LIVED, allowReplays, seconds));
    }

    private static Process start(String name) throws IOException {
        return Command.start(
                folder,
                folder.resolve(name + ".txt"),
                Command.ENVIRONMENT,
                List.of(
                        PROGRAM,
                        "run",
                        name + ".yaml",
                        "--bootstrap-server=" + KAFKA.broker().connection().bootstrapServers(),
                        "--results-dir=perf"));
    }

    private static String console(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".txt"));
    }

    private static void assertCountsEveryEvent(Process run, String name) throws Exception {
        boolean ended = run.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        run.destroy();

        assertThat(ended).as(console(name)).isTrue();
        assertThat(run.exitValue()).as(console(name)).isZero();
        assertThat(console(name)).contains(name + ": PASS", ": all as sent");
        JsonNode oracle = result(name).path("oracle");
        assertThat(oracle.path("eventsExpected").longValue()).isGreaterThan(8_000);
        assertThat(oracle.path("eventsCounted")).isEqualTo(oracle.path("eventsExpected"));
    }

    private static JsonNode result(String name) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("perf")
                        .resolve(name)
                        .resolve("result.json")
                        .toFile());
    }
}

package io.adpipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adpipeline.analysis.Analysis;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.broker.SaslBroker;
import io.adpipeline.evidence.EvidenceStore;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.TopicLayout;
import io.adpipeline.kafka.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a Kafka that asks for a password, so that every client of every part has to know it. */
class CommandsIT {

    private static final String PASSWORD = "hunter2-between-the-lines";
    private static final Duration LIMIT = Duration.ofMinutes(4);
    /** Sums up the events column of the windows' table. */
    private static final Pattern WINDOW = Pattern.compile("(?m)^  \\S+-\\S+ +([\\d,]+) +[\\d,]+  .*$");

    /** More than none, in a line of progress. */
    private static final Pattern ACKNOWLEDGED = Pattern.compile("acknowledged ([1-9][\\d,]*)  failed 0 ");

    private static final Pattern BATCH = Pattern.compile("(?m)^batch [\\d,]+ +([\\d,]+) records");

    @TempDir
    static Path folder;

    private static SaslBroker kafka;
    private static Path config;

    @BeforeAll
    static void startKafka() throws IOException {
        kafka = SaslBroker.start(folder.resolve("kafka"), PASSWORD);
        config = Files.writeString(folder.resolve("client.properties"), SaslBroker.clientProperties(PASSWORD));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    private static String[] withKafka(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--bootstrap-server=" + kafka.address());
        all.add("--kafka-config=" + config);
        return all.toArray(String[]::new);
    }

    private static Program run(String... arguments) {
        return Program.run(withKafka(arguments));
    }

    private static String topic(String name) {
        return "--set=topics.%1$s=parts_%1$s".formatted(name);
    }

    @Test
    void thePartsTogetherDoWhatAWholeRunDoes() throws Exception {
        String[] load = {"--set=traffic.model=poisson", "--rate=1000", "--set=window=1s", "--set=seed=5"};
        assertThat(run("topics", "create", topic("events"), topic("results")).exitCode())
                .isZero();

        Program job = Program.fresh();
        CompletableFuture<Program> jobEnd = Program.start(
                job,
                withKafka(
                        "job",
                        topic("events"),
                        topic("results"),
                        "--set=window=1s",
                        "--set=watermark=1m", // a late event counts too
                        "--progress"));
        await().atMost(LIMIT).until(() -> job.out().contains("ready") || jobEnd.isDone());
        Program produce = run(concat(
                new String[] {"produce", topic("events"), "--duration=4s", "--report-dir=" + folder.resolve("produced")
                },
                load));
        long sent = acknowledged(produce);
        await().atMost(LIMIT).until(() -> processed(job.out()) == sent || jobEnd.isDone());
        assertThat(processed(job.out()))
                .as(produce.out() + job.out() + job.err())
                .isEqualTo(sent);
        String[] latencyOfLoad = {
            "latency", topic("results"), "--idle=1s", "--duration=4s", "--load=" + folder.resolve("produced")
        };
        Program latency = run(concat(latencyOfLoad, load));
        Program ofAnotherLoad = run(Stream.of(concat(latencyOfLoad, load))
                .map(argument -> argument.replace("seed=5", "seed=6"))
                .toArray(String[]::new));
        job.interrupt();
        assertThat(jobEnd.get(LIMIT.toSeconds(), TimeUnit.SECONDS).exitCode())
                .as(job.err())
                .isZero();

        assertThat(produce.exitCode()).as(produce.err()).isZero();
        assertThat(latency.exitCode()).as(latency.err()).isZero();
        assertThat(sent).isBetween(7_000L, 9_000L);
        assertThat(number(job.out(), "records +([\\d,]+)\\s+malformed")).isEqualTo(sent);
        assertThat(events(latency.out())).isEqualTo(sent);
        assertThat(number(latency.out(), "perEvent +([\\d,]+)")).isEqualTo(sent);
        assertThat(ofAnotherLoad.exitCode()).isEqualTo(ExitCode.ERROR);
        assertThat(ofAnotherLoad.err()).contains("is of another load");

        Program whole = run(concat(
                new String[] {
                    "run",
                    "--set=warmup=0s",
                    "--duration=4s",
                    "--set=tail=0s",
                    "--set=watermark=1m",
                    "--results-dir=" + folder.resolve("perf"),
                    "--set=slo.perEvent.p90=60s",
                    "--set=slo.scheduleLag.p99=60s"
                },
                load));
        assertThat(whole.exitCode()).as(whole.out() + whole.err()).isZero();
        RunResult result = Analysis.of(EvidenceStore.read(folder.resolve("perf/command-line")));
        assertThat(result.oracle().orElseThrow().eventsCounted()).isEqualTo(sent);

        thePasswordIsNowhere(Stream.of(job, produce, latency, whole));
        theTopicsOfTheRunAreGoneAndOthersAreNot();
    }

    private static void thePasswordIsNowhere(Stream<Program> programs) throws IOException {
        assertThat(programs)
                .allSatisfy(program ->
                        assertThat(program.out() + program.err()).isNotEmpty().doesNotContain(PASSWORD));
        try (Stream<Path> files = Files.walk(folder.resolve("perf"))) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThan(10);
            for (Path file : all) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(PASSWORD);
            }
        }
    }

    private static void theTopicsOfTheRunAreGoneAndOthersAreNot() {
        try (Topics topics = new Topics(new KafkaConnection(kafka.address(), KafkaConnection.readProperties(config)))) {
            assertThat(topics.names()).noneMatch(name -> name.startsWith("adpipeline-"));
            assertThat(topics.names()).contains("parts_events", "parts_results");
        }
    }

    @Test
    void whatIsInATopicIsDeletedOnlyWhenAskedFor() {
        assertThat(run("topics", "create", "--set=topics.events=kept", "--set=topics.results=kept_results")
                        .out())
                .contains("kept created with", "retention.ms=86400000");
        assertThat(run("produce", "--set=topics.events=kept", "--rate=50", "--set=window=1s", "--duration=1s")
                        .exitCode())
                .isZero();

        assertThat(run(
                                "topics",
                                "create",
                                "--if-not-exists",
                                "--set=topics.events=kept",
                                "--set=topics.results=kept_results")
                        .exitCode())
                .isZero();
        Program other =
                run("topics", "create", "--if-not-exists", "--set=topics.events=kept", "--set=topics.partitions=7");
        assertThat(other.exitCode()).isEqualTo(ExitCode.ERROR);
        assertThat(other.err()).contains("kept exists with other settings: ", " partitions, not 7");

        Program half = run("topics", "create", "--set=topics.events=fresh", "--set=topics.results=kept_results");
        assertThat(half.exitCode()).isEqualTo(ExitCode.ERROR);
        assertThat(half.err()).contains("already there: kept_results. Say --if-not-exists");

        Program refused = run(
                "run",
                "--set=topics.events=kept",
                "--set=slo.perEvent.p90=60s",
                "--results-dir=" + folder.resolve("refused"));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.ERROR);
        assertThat(refused.err()).contains("kept exists already", "--clear");
        try (Topics topics = new Topics(new KafkaConnection(kafka.address(), KafkaConnection.readProperties(config)))) {
            assertThat(topics.names()).contains("kept").doesNotContain("fresh");
            assertThat(topics.endOffsets("kept").values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isPositive();

            String[] names = {"--set=topics.events=kept", "--set=topics.results=kept_results"};
            Program unasked = run(concat(new String[] {"topics", "clear"}, names));
            assertThat(unasked.exitCode()).isEqualTo(ExitCode.ERROR);
            assertThat(unasked.err()).contains("nothing was deleted: say --yes");
            assertThat(topics.endOffsets("kept").values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isPositive();

            Program clear = run(concat(new String[] {"topics", "clear", "--yes"}, names));
            assertThat(clear.exitCode()).as(clear.err()).isZero();
            assertThat(topics.endOffsets("kept").values()).allMatch(offset -> offset == 0);
        }
    }

    @Test
    void whatFollowsTwoDashesIsThePipeline() throws Exception {
        String[] options = {
            "run",
            "--model=uniform",
            "--rate=300",
            "--duration=2s",
            "--set=window=1s",
            "--set=slo.perEvent.p90=60s",
            "--results-dir=" + folder.resolve("dashes")
        };
        String[] command = {"--", "sh", "-c", "echo reads $0; exit 7", "${topics.events}"};

        Program run = Program.run(concat(withKafka(options), command));

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.FAIL);
        assertThat(run.out()).contains("the pipeline died: it ended with exit code 7");
        assertThat(folder.resolve("dashes/command-line/pipeline.log"))
                .content()
                .containsPattern("reads adpipeline-\\w+-events_spark");
    }

    @Test
    void noResultsAreAnErrorAndNotALatencyOfZero() {
        assertThat(run("topics", "create", "--set=topics.events=silent", "--set=topics.results=silent_results")
                        .exitCode())
                .isZero();
        Program latency = run("latency", "--set=topics.results=silent_results", "--idle=500ms");

        assertThat(latency.exitCode()).isEqualTo(ExitCode.ERROR);
        assertThat(latency.err()).contains("no results in topic silent_results");
    }

    @Test
    void timesOfProducersAreNoLatencies() {
        try (Topics topics = new Topics(new KafkaConnection(kafka.address(), KafkaConnection.readProperties(config)))) {
            topics.create("foreign", new TopicLayout(1, (short) 1, Map.of("message.timestamp.type", "CreateTime")));
        }

        Program latency = run("latency", "--set=topics.results=foreign", "--idle=500ms");

        assertThat(latency.exitCode()).isEqualTo(ExitCode.ERROR);
        assertThat(latency.err()).contains("the times in topic foreign are its producers'");
    }

    @Test
    void aTopicThatIsMissingIsToldWithWhatToDo() {
        Program produce = run("produce", "--set=topics.events=missing");

        assertThat(produce.exitCode()).isEqualTo(ExitCode.ERROR);
        assertThat(produce.err()).contains("no topic missing at", "adpipeline topics create");
    }

    @Test
    void aKafkaThatRefusesIsOneLineWithoutThePassword() throws IOException {
        Path wrong = Files.writeString(
                folder.resolve("wrong.properties"), SaslBroker.clientProperties(PASSWORD + "-no-more"));
        long beginNs = System.nanoTime();
        Program topics =
                Program.run("topics", "create", "--bootstrap-server=" + kafka.address(), "--kafka-config=" + wrong);

        assertThat(topics.exitCode()).isEqualTo(ExitCode.ERROR);
        assertThat(topics.err().lines()).hasSize(1);
        assertThat(topics.err()).contains("refuses the connection").doesNotContain(PASSWORD);
        assertThat(Duration.ofNanos(System.nanoTime() - beginNs)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aLoadThatIsEndedByHandIsFlushedAndCounted() throws Exception {
        assertThat(run("topics", "create", "--set=topics.events=ended", "--set=topics.results=ended_results")
                        .exitCode())
                .isZero();
        Program produce = Program.fresh();
        CompletableFuture<Program> end = Program.start(
                produce,
                withKafka("produce", "--set=topics.events=ended", "--rate=500", "--set=window=1s", "--duration=1h"));
        await().atMost(LIMIT).until(() -> ACKNOWLEDGED.matcher(produce.out()).find());
        produce.interrupt();
        end.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        assertThat(produce.exitCode()).as(produce.err()).isZero();
        long acknowledged = acknowledged(produce);
        try (Topics topics = new Topics(new KafkaConnection(kafka.address(), KafkaConnection.readProperties(config)))) {
            assertThat(topics.endOffsets("ended").values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(acknowledged)
                    .isGreaterThanOrEqualTo(number(produce.out(), ACKNOWLEDGED.pattern()));
        }
    }

    private static String[] concat(String[] first, String[] second) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(second)).toArray(String[]::new);
    }

    private static long number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return Long.parseLong(matcher.group(1).replace(",", ""));
    }

    /** What the summary says; on a slow machine lines of progress come before it, which name fewer. */
    private static long acknowledged(Program produce) {
        return number(produce.out(), "acknowledged +([\\d,]+)\\n");
    }

    /** Sums up the records of the micro-batches that a job has told. */
    private static long processed(String progress) {
        return BATCH.matcher(progress)
                .results()
                .mapToLong(batch -> Long.parseLong(batch.group(1).replace(",", "")))
                .sum();
    }

    private static long events(String table) {
        return WINDOW.matcher(table)
                .results()
                .mapToLong(window -> Long.parseLong(window.group(1).replace(",", "")))
                .sum();
    }
}

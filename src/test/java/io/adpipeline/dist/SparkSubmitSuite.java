package io.adpipeline.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adpipeline.it.SharedKafka;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.TopicLayout;
import io.adpipeline.kafka.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The reference job by spark-submit, and how it ends. Run by {@code mvn verify -Pdist}. */
class SparkSubmitSuite {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    @TempDir
    private static Path folder;

    private static SparkHome home;

    @BeforeAll
    static void layOutASparkHome() throws Exception {
        home = new SparkHome(folder.resolve("spark-home"));
    }

    private static KafkaConnection kafka() {
        return KAFKA.broker().connection();
    }

    private static List<String> job(String events, String windowMs) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--bootstrap-servers", kafka().bootstrapServers()));
        arguments.addAll(List.of("--events", events, "--results", events + "-results", "--window-ms", windowMs));
        arguments.addAll(List.of("--watermark-ms", "0", "--trigger-ms", "0", "--output-mode", "update"));
        arguments.addAll(List.of("--checkpoint", folder.resolve(events).toString()));
        return home.submit(List.of("--master=local[1]", "--conf=spark.ui.enabled=false"), arguments);
    }

    private static Map<String, String> environment() {
        return StandaloneCluster.environment(home.path());
    }

    @Test
    void aWrongArgumentIsExitCodeTwoAndIsNamed() throws Exception {
        Command wrong = Command.run(folder, environment(), job("none", "2s"));

        assertThat(wrong.exitCode()).as(wrong.output()).isEqualTo(2);
        assertThat(wrong.output()).contains("--window-ms must be a whole number of ms from 1, was '2s'", "Arguments:");
    }

    @Test
    void aQueryThatFailsIsExitCodeOneAndTellsWhy() throws Exception {
        Command failed = Command.run(folder, environment(), job("missing", "2000"));

        assertThat(failed.exitCode()).as(failed.output()).isEqualTo(1);
        assertThat(lastLine(failed)).startsWith("the query failed: ").contains("UnknownTopicOrPartitionException");
    }

    @Test
    void aJobThatDoesNotStartTellsWhyInItsLastLine() throws Exception {
        List<String> job = new ArrayList<>(job("nowhere", "2000"));
        job.set(job.size() - 1, "nowhere://checkpoint");

        Command failed = Command.run(folder, environment(), job);

        assertThat(failed.exitCode()).as(failed.output()).isEqualTo(1);
        assertThat(lastLine(failed))
                .startsWith("the job does not start on spark.master 'local[1]': ")
                .contains("No FileSystem for scheme \"nowhere\"");
    }

    private static String lastLine(Command command) {
        return command.output().lines().reduce("", (before, line) -> line);
    }

    /** In the middle of a batch, which would fail if Spark ended before the query. */
    @Test
    void theJobEndsCleanlyWhenItIsTold() throws Exception {
        try (Topics topics = new Topics(kafka())) {
            topics.create("told", new TopicLayout(1, (short) 1, Map.of()));
            topics.create("told-results", new TopicLayout(1, (short) 1, Map.of()));
        }
        Path output = folder.resolve("told.txt");
        Process job = Command.start(folder, output, environment(), job("told", "2000"));
        try (KafkaProducer<byte[], byte[]> events =
                new KafkaProducer<>(kafka().toClientConfig(), new ByteArraySerializer(), new ByteArraySerializer())) {
            await().atMost(LIMIT).until(() -> {
                events.send(new ProducerRecord<>("told", new byte[1]));
                return Files.exists(folder.resolve("told/commits/3")) || !job.isAlive();
            });
        }

        job.destroy();

        boolean ended = job.waitFor(2, TimeUnit.MINUTES);
        job.destroyForcibly();
        assertThat(ended).as(Files.readString(output)).isTrue();
        assertThat(job.exitValue()).as(Files.readString(output)).isEqualTo(143);
        assertThat(output)
                .content()
                .contains("the query was stopped, as asked")
                .doesNotContain("the query failed", "the job does not start");
    }
}

package io.adpipeline.odd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.broker.LossyProxy;
import io.adpipeline.broker.LossyProxy.Loss;
import io.adpipeline.broker.TestBroker;
import io.adpipeline.evidence.ScenarioParts;
import io.adpipeline.it.RunSupport;
import io.adpipeline.kafka.KafkaUnavailableException;
import io.adpipeline.kafka.TopicLayout;
import io.adpipeline.kafka.Topics;
import io.adpipeline.load.LoadGenerator;
import io.adpipeline.load.RunningLoad;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.pipeline.spark.SparkPipeline;
import io.adpipeline.result.ResultReader;
import io.adpipeline.run.RunListener;
import io.adpipeline.run.ScenarioRunner;
import io.adpipeline.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Topics that come back, and topics of which nobody knows, on a Kafka of others. Run by {@code mvn verify -Podd}. */
class OddTopicsSuite {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Spark's cached producers are closed after a minute; it looks for those each 10 s. */
    private static final Duration CACHED = Duration.ofSeconds(75);

    @TempDir
    private static Path folder;

    private static LossyProxy proxy;
    private static TestBroker kafka;
    private static Topics topics;

    @BeforeAll
    static void startKafka() throws IOException {
        proxy = new LossyProxy();
        kafka = TestBroker.start(
                folder.resolve("kafka"),
                Map.of("auto.create.topics.enable", "true", "advertised.listeners", proxy.listener()));
        proxy.forwardTo(kafka);
        topics = new Topics(kafka.connection());
    }

    @AfterAll
    static void endKafka() {
        topics.close();
        kafka.close();
        proxy.close();
    }

    private static List<String> names(Scenario scenario) {
        return List.of(scenario.topics().events(), scenario.topics().results());
    }

    private static Scenario scenario(String name, String pipeline) throws IOException {
        return RunSupport.scenario(folder, name, Smallest.WITH_LOAD + "pipeline: " + pipeline);
    }

    /** The cluster makes a topic for each producer that asks for it, and an idle one asks from time to time. */
    @Test
    void topicsThatAreDeletedAfterAJobDoNotComeBack() throws Exception {
        Scenario scenario = scenario("job", "spark");
        names(scenario).forEach(name -> topics.create(name, ScenarioParts.topicLayout(scenario, name)));
        try (RunningPipeline job = new SparkPipeline()
                .start(ScenarioParts.pipelineContext(
                        scenario, kafka.connection(), Map.of(), folder.resolve("job-work")))) {
            load(scenario);
            // a result that is still to come would bring its topic back, and rightly
            await().atMost(LIMIT)
                    .until(() -> records(scenario.topics().results()) > 0
                            && job.committedOffsets()
                                    .equals(topics.endOffsets(scenario.topics().events())));
            assertThat(job.failure()).isEmpty();

            assertThat(topics.delete(names(scenario))).hasSize(2);

            await().during(CACHED)
                    .atMost(CACHED.plusSeconds(10))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> names(scenario).stream().noneMatch(topics::exists));
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("kafka-producer-network-thread"));
        }
    }

    /** A consumer asks for what it reads from time to time, and at once when it is gone. */
    @Test
    void aTopicThatIsDeletedWhileItIsReadDoesNotComeBack() {
        topics.create("read", new TopicLayout(1, (short) 1, Map.of("message.timestamp.type", "LogAppendTime")));
        try (ResultReader reader = new ResultReader(kafka.connection(), "read", true, Optional.empty())) {
            assertThat(reader.failure()).isEmpty();

            topics.delete(List.of("read"));

            await().during(Duration.ofSeconds(5)).atMost(LIMIT).until(() -> !topics.exists("read"));
        }
    }

    private static void load(Scenario scenario) {
        try (LoadGenerator generator = LoadGenerator.open(folder.resolve("load.log"))) {
            RunningLoad load = generator.prepare(
                    ScenarioParts.loadPlan(scenario.withSeed(1), kafka.connection()), folder.resolve("load"));
            load.awaitReady(LIMIT);
            load.begin(ScenarioParts.loadStartMs(scenario, System.currentTimeMillis()));
            await().atMost(LIMIT).until(load::done);
        }
    }

    private static long records(String topic) {
        return topics.endOffsets(topic).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Kafka's client asks again, and is told that the topic is there. */
    @ParameterizedTest
    @EnumSource
    void aCreationWhoseAnswerIsLostIsNoOrphan(Loss loss) throws Exception {
        Scenario scenario = scenario("lost", "synthetic");
        proxy.lose(1, loss);

        RunResult result = run(scenario);

        assertThat(proxy.lost()).isPositive();
        assertThat(result.verdict().pipelineFaults()).isEmpty();
        assertThat(result.oracle().orElseThrow().eventsCounted()).isGreaterThan(500);
        assertThat(topics.names()).doesNotContainAnyElementsOf(names(scenario));
    }

    @Test
    void aCreationThatIsNeverAnsweredIsNoOrphanEither() throws Exception {
        Scenario scenario = scenario("never", "synthetic");
        proxy.lose(Integer.MAX_VALUE, Loss.SILENCE);
        try {
            assertThatThrownBy(() -> run(scenario)).isInstanceOf(KafkaUnavailableException.class);
        } finally {
            proxy.lose(0, Loss.SILENCE);
        }

        assertThat(topics.names()).doesNotContainAnyElementsOf(names(scenario));
    }

    private static RunResult run(Scenario scenario) throws InterruptedException {
        return new ScenarioRunner(Smallest.options(folder, proxy.address(), Map.of())).run(scenario, RunListener.NONE);
    }
}

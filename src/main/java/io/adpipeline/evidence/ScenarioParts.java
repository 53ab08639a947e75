package io.adpipeline.evidence;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.TopicLayout;
import io.adpipeline.load.LoadPlan;
import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.scenario.ResultTime;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/** Derives from a scenario what each part of a run gets. A part that runs alone gets the same as in a whole run. */
public final class ScenarioParts {

    /** Time for the generator's JVM to learn the start; with less, the load could begin late. */
    private static final long START_NOTICE_MS = 300;

    private static final Duration SHORTEST_RETENTION = Duration.ofHours(24);
    private static final int RUNS_TO_RETAIN = 4;

    private static final double MODERATE_EVENTS_PER_SECOND = 100_000;
    private static final double PROBE_SHARE = 0.01;
    private static final Duration LEAST_READY = Duration.ofSeconds(30);

    private ScenarioParts() {}

    /** Why a Kafka that others use should not get a scenario's load without consent; empty if the load is moderate. */
    public static Optional<String> heavyLoad(Scenario scenario) {
        if (scenario.capacity().isPresent()) {
            return Optional.of("scenario '%s' searches for the highest load".formatted(scenario.name()));
        }
        double rate = scenario.load().eventsPerSecond();
        return rate > MODERATE_EVENTS_PER_SECOND
                ? Optional.of(String.format(Locale.ROOT, "scenario '%s' sends %,.0f events/s", scenario.name(), rate))
                : Optional.empty();
    }

    /** The topic that measures the error of receipt times, if the scenario times its results by their receipt. */
    public static Optional<String> receiptsTopic(Scenario scenario) {
        return scenario.pipeline().resultTime() == ResultTime.RECEIPT
                ? Optional.of(scenario.topics().results() + "_receipts")
                : Optional.empty();
    }

    /** The topics of a run. */
    public static List<String> topics(Scenario scenario) {
        Scenario.Topics topics = scenario.topics();
        return Stream.concat(Stream.of(topics.events(), topics.results()), receiptsTopic(scenario).stream())
                .toList();
    }

    /**
     * How a topic of a run is created. Kafka itself drops the records after a day, or after four times the run's length
     * if that is longer. Records get the broker's append time: latencies end at that of results, and that of events
     * shows how long the append took. Only results that are timed by their receipt keep the cluster's default.
     */
    public static TopicLayout topicLayout(Scenario scenario, String name) {
        Scenario.Topics topics = scenario.topics();
        Duration runs = scenario.phases().total().multipliedBy(RUNS_TO_RETAIN);
        Duration retention = runs.compareTo(SHORTEST_RETENTION) > 0 ? runs : SHORTEST_RETENTION;
        Map<String, String> config = new TreeMap<>();
        config.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()));
        if (receiptsTopic(scenario).isEmpty() || !name.equals(topics.results())) {
            config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name);
        }
        return new TopicLayout(topics.partitions(), (short) topics.replication(), config);
    }

    /** The load of a scenario, which must have a seed, see {@link SeedChoice}. */
    public static LoadPlan loadPlan(Scenario scenario, KafkaConnection kafka) {
        return new LoadPlan(
                kafka,
                scenario.producerProperties(),
                scenario.topics().events(),
                scenario.load().producers(),
                scenario.load().eventsPerProducer(),
                scenario.traffic().model(),
                scenario.traffic().parameters(),
                scenario.load().seed().orElseThrow(),
                scenario.load().campaigns(),
                scenario.load().adsPerCampaign(),
                scenario.pipeline().window().toMillis(),
                Schedule.warmupMs(scenario),
                scenario.phases().duration().toMillis(),
                scenario.phases().tail().toMillis());
    }

    /**
     * The small load that goes on until the first result of a pipeline that reports no progress: a hundredth of the
     * scenario's rate, at least one event per second and campaign.
     */
    public static LoadPlan probePlan(Scenario scenario, KafkaConnection kafka) {
        Scenario.Load load = scenario.load();
        long windowMs = scenario.pipeline().window().toMillis();
        long windows = readyLimit(scenario).toMillis() / windowMs + 2;
        return new LoadPlan(
                kafka,
                scenario.producerProperties(),
                scenario.topics().events(),
                1,
                Math.max(load.eventsPerSecond() * PROBE_SHARE, load.campaigns()),
                "uniform",
                Map.of(),
                1,
                load.campaigns(),
                load.adsPerCampaign(),
                windowMs,
                0,
                windows * windowMs,
                0);
    }

    /** How long a pipeline that reports no progress may take until its first result. */
    public static Duration readyLimit(Scenario scenario) {
        Duration least = scenario.pipeline()
                .window()
                .plus(scenario.pipeline().watermark())
                .plus(LEAST_READY);
        Duration asked = scenario.timeouts().ready();
        return asked.compareTo(least) < 0 ? least : asked;
    }

    /** The first start of a window at which a load can begin if its generator learns of it now, epoch ms. */
    public static long loadStartMs(Scenario scenario, long nowMs) {
        return Schedule.nextWindowStart(
                nowMs + START_NOTICE_MS, scenario.pipeline().window().toMillis());
    }

    /**
     * What the pipeline gets.
     *
     * @param settings of the pipeline, in place of the scenario's
     * @param workDirectory for checkpoints and the like
     */
    public static PipelineContext pipelineContext(
            Scenario scenario, KafkaConnection kafka, Map<String, String> settings, Path workDirectory) {
        return new PipelineContext(
                kafka,
                scenario.topics().events(),
                scenario.topics().results(),
                scenario.pipeline().window(),
                scenario.pipeline().watermark(),
                scenario.pipeline().outputMode(),
                scenario.pipeline().trigger(),
                settings,
                workDirectory);
    }
}

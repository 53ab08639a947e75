package io.adpipeline.scenario;

import io.adpipeline.event.AdCatalog;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table of keys: each is declared once, in the order to list and to write them, here or in {@link Capacity} or {@link
 * Comparison}. Reading, writing, overrides, error texts and the list of keys follow from it.
 */
public final class ScenarioKeys {

    /** Stands in a path for any name. */
    static final String ANY = "<name>";

    /** Each producer is a thread and a Kafka client. */
    private static final int MOST_PRODUCERS = 400;

    /** About the highest rate that one machine can generate; a higher load would never end on time. */
    static final double GREATEST_RATE = 1_000_000;

    private static final int MOST_PARTITIONS = 10_000;

    private static final KeyTable TABLE = new KeyTable();

    static final ScenarioKey<String> DESCRIPTION = TABLE.key(
            "description", ValueType.text(), "", Scenario::description, "What the scenario is about, for reports.");
    static final ScenarioKey<List<String>> TAGS = TABLE.key(
            "tags",
            ValueType.tags(),
            List.of(),
            Scenario::tags,
            "Names by which the test suite chooses scenarios; baseline is its default choice.");
    static final ScenarioKey<String> PIPELINE = TABLE.optional(
            "pipeline.name",
            ValueType.name("the name of a pipeline, without blanks (a command is pipeline.command, a list)"),
            "spark",
            scenario -> scenario.pipeline().command().isPresent()
                    ? Optional.empty()
                    : Optional.of(scenario.pipeline().name()),
            "The pipeline under test, a class of Java; pipeline: NAME is short for it.");
    static final ScenarioKey<List<String>> CLASS_PATH = TABLE.computed(
            "pipeline.classpath",
            ValueType.words("jars and folders, as in [target/mine.jar, lib/*]"),
            "the suite's own",
            scenario -> Optional.of(scenario.pipeline().classPath()).filter(paths -> !paths.isEmpty()),
            "The whole class path of a pipeline of Java, this suite's jar among it.");
    /** The keys below {@code pipeline} that a pipeline of Java may have. */
    static final Set<String> OF_JAVA = Set.of(PIPELINE.path(), CLASS_PATH.path());

    static final ScenarioKey<List<String>> COMMAND = TABLE.computed(
            "pipeline.command",
            ValueType.words("a program and its arguments, as in [python3, job.py]"),
            "none",
            scenario -> scenario.pipeline().command().map(PipelineCommand::words),
            "The pipeline under test, a program of any kind: it and its arguments, which may hold placeholders.");
    static final ScenarioKey<String> COMMAND_DIRECTORY = TABLE.computed(
            "pipeline.directory",
            ValueType.text(),
            "where the suite runs",
            scenario -> scenario.pipeline().command().map(PipelineCommand::directory),
            "Where the command runs.");
    static final ScenarioKey<String> COMMAND_VARIABLE = TABLE.computed(
            "pipeline.environment." + ANY,
            ValueType.text(),
            "the suite's",
            scenario -> scenario.pipeline().command().map(PipelineCommand::environment),
            "A variable that the command gets, which may hold placeholders.");
    static final ScenarioKey<String> CONSUMER_GROUP = TABLE.computed(
            "pipeline.consumerGroup",
            ValueType.text(),
            "none",
            scenario -> scenario.pipeline().consumerGroup(),
            "The consumer group with which the command reads events, which may hold placeholders: its committed offsets are shown beside the backlog.");
    static final ScenarioKey<String> MODEL = TABLE.computed(
            "traffic.model",
            ValueType.name("the name of a traffic model"),
            "",
            scenario -> Optional.of(scenario.traffic().model()),
            "How events arrive: uniform, poisson or mmpp (bursts). Must be given.");
    static final ScenarioKey<String> TRAFFIC_PARAMETER = TABLE.computed(
            "traffic." + ANY,
            ValueType.text(),
            "the model's own",
            scenario -> Optional.of(scenario.traffic().parameters()),
            "A parameter of the traffic model; mmpp has rateRatio (5), q12 and q21 (0.5 per second).");
    static final ScenarioKey<Integer> PRODUCERS = TABLE.key(
            "producers",
            ValueType.count(MOST_PRODUCERS).hinting(text -> "a rate is eventsPerProducer"),
            2,
            scenario -> scenario.load().producers(),
            "Independent producers, each with its own arrivals.");
    static final ScenarioKey<Double> EVENTS_PER_PRODUCER = TABLE.optional(
            "eventsPerProducer",
            ValueType.rate(GREATEST_RATE),
            20_000.0,
            scenario -> ofSingleRun(scenario, scenario.load().eventsPerProducer()),
            "Mean events per second of each producer.");
    static final ScenarioKey<Integer> CAMPAIGNS = TABLE.key(
            "campaigns",
            ValueType.count(AdCatalog.MAX_ADS),
            10,
            scenario -> scenario.load().campaigns(),
            "Campaigns that events belong to.");
    static final ScenarioKey<Integer> ADS_PER_CAMPAIGN = TABLE.key(
            "adsPerCampaign",
            ValueType.count(AdCatalog.MAX_ADS),
            100,
            scenario -> scenario.load().adsPerCampaign(),
            "Ads of each campaign.");
    static final ScenarioKey<Long> SEED = TABLE.computed(
            "seed",
            ValueType.wholeNumber(),
            "the first of 1 to 64 that has the asked rate within 1 % while measuring, or the nearest",
            scenario -> scenario.load().seed().stream().boxed().findFirst(),
            "The same seed gives the same events.");
    static final ScenarioKey<Boolean> STRICT_RATE = TABLE.key(
            "strictRate",
            ValueType.flag(),
            false,
            scenario -> scenario.load().strictRate(),
            "Refuses a given seed that misses the asked rate by more than 5 % while measuring; otherwise it is a warning.");
    static final ScenarioKey<Duration> WARMUP = TABLE.computed(
            "warmup.fixed",
            ValueType.duration(0),
            "60s in a search for capacity, else none",
            scenario -> scenario.phases().warmupEndsItself()
                    ? Optional.empty()
                    : Optional.of(scenario.phases().warmup()),
            "Load before measuring, rounded up to whole windows; warmup: 60s is short for it.");
    static final ScenarioKey<Duration> WARMUP_AT_MOST = TABLE.computed(
            "warmup.atMost",
            ValueType.duration(25_000),
            "90s without warmup.fixed",
            scenario -> scenario.phases().warmupEndsItself()
                    ? Optional.of(scenario.phases().warmup())
                    : Optional.empty(),
            "Load before measuring that ends when latencies no longer fall, after 20s or more, and at this at the latest.");
    /** A scenario has one of them. */
    static final Set<String> WARMUPS = Set.of(WARMUP.path(), WARMUP_AT_MOST.path());

    static final ScenarioKey<Duration> DURATION = TABLE.optional(
            "duration",
            ValueType.duration(1),
            Duration.ofSeconds(60),
            scenario -> ofSingleRun(scenario, scenario.phases().duration()),
            "Load that is measured; at least one window.");
    static final ScenarioKey<Duration> TAIL = TABLE.computed(
            "tail",
            ValueType.duration(0),
            "the watermark and 5s more, or the largest latency threshold more if that is longer",
            scenario -> Optional.of(scenario.phases().tail()),
            "Load after measuring, until the measured windows are final.");
    static final ScenarioKey<Duration> WINDOW = TABLE.key(
            "window",
            ValueType.duration(1),
            Duration.ofSeconds(10),
            scenario -> scenario.pipeline().window(),
            "Size of the tumbling windows.");
    static final ScenarioKey<Duration> WATERMARK = TABLE.key(
            "watermark",
            ValueType.duration(0),
            Duration.ofMillis(500),
            scenario -> scenario.pipeline().watermark(),
            "How late after a window's end its events are still counted.");
    static final ScenarioKey<OutputMode> OUTPUT_MODE = TABLE.key(
            "outputMode",
            ValueType.choice(OutputMode.values()),
            OutputMode.UPDATE,
            scenario -> scenario.pipeline().outputMode(),
            "Whether a row is emitted at every change (update) or once, when it is final (append).");
    static final ScenarioKey<ResultTime> RESULT_TIME = TABLE.key(
            "resultTime",
            ValueType.choice(ResultTime.values()),
            ResultTime.APPEND,
            scenario -> scenario.pipeline().resultTime(),
            "The time of a result: that of its append by the broker (append), or of its receipt by the suite (receipt),"
                    + " for results in transactions or with their producers' times.");
    static final ScenarioKey<Duration> TRIGGER = TABLE.key(
            "trigger",
            ValueType.duration(0),
            Duration.ZERO,
            scenario -> scenario.pipeline().trigger(),
            "Least time between the starts of two micro-batches; 0s for as fast as possible.");
    static final ScenarioKey<Boolean> ALLOW_REPLAYS = TABLE.key(
            "allowReplays",
            ValueType.flag(),
            false,
            scenario -> scenario.pipeline().allowReplays(),
            "Whether a row may come again, as after a restart: then it is counted, and only the last must be exact.");
    static final ScenarioKey<String> BOOTSTRAP_SERVERS = TABLE.computed(
            "bootstrapServers",
            ValueType.addresses(),
            "the scenario's own Kafka",
            Scenario::bootstrapServers,
            "A Kafka that runs already.");
    static final ScenarioKey<String> EVENTS_TOPIC = TABLE.key(
            "topics.events",
            ValueType.topic(),
            "events_spark",
            scenario -> scenario.topics().events(),
            "Topic the events go to.");
    static final ScenarioKey<String> RESULTS_TOPIC = TABLE.key(
            "topics.results",
            ValueType.topic(),
            "results_spark",
            scenario -> scenario.topics().results(),
            "Topic the results go to.");
    static final ScenarioKey<Integer> PARTITIONS = TABLE.key(
            "topics.partitions",
            ValueType.count(MOST_PARTITIONS),
            2,
            scenario -> scenario.topics().partitions(),
            "Partitions of each topic.");
    static final ScenarioKey<Integer> REPLICATION = TABLE.key(
            "topics.replication",
            ValueType.count(Short.MAX_VALUE),
            1,
            scenario -> scenario.topics().replication(),
            "Copies of each partition; at most as many as there are brokers.");
    static final ScenarioKey<String> PRODUCER_PROPERTY = TABLE.computed(
            "producer." + ANY,
            ValueType.text(),
            "the generator's own",
            scenario -> Optional.of(scenario.producerProperties()),
            "A Kafka producer property of the load generator, as in producer.linger.ms; acks and enable.idempotence stay"
                    + " as they are, or it would not be known what was sent.");
    static final ScenarioKey<String> SETTING = TABLE.computed(
            "settings." + ANY,
            ValueType.text(),
            "the pipeline's own",
            scenario -> Optional.of(scenario.pipeline().settings()),
            "A setting of the pipeline: ${settings.<name>} in a command; of spark a property of Spark, as in settings.spark.sql.shuffle.partitions,"
                    + " or a Kafka option of source or sink (settings.kafka.source.…, settings.kafka.sink.…).");
    static final ScenarioKey<Duration> READY_TIMEOUT = TABLE.key(
            "timeouts.ready",
            ValueType.duration(1),
            Duration.ofSeconds(90),
            scenario -> scenario.timeouts().ready(),
            "How long the pipeline, or the load generator, may take to get ready.");
    static final ScenarioKey<Duration> DRAIN_TIMEOUT = TABLE.key(
            "timeouts.drain",
            ValueType.duration(1_000),
            Duration.ofSeconds(60),
            scenario -> scenario.timeouts().drain(),
            "How long the pipeline may take, when the load has ended, to finish it.");

    static {
        TABLE.addAll(Capacity.KEYS);
        TABLE.addAll(Comparison.KEYS);
    }

    static final ScenarioKey<String> LIMIT = TABLE.computed(
            "slo.<metric>.<statistic>",
            ValueType.text(),
            "",
            scenario -> Optional.of(scenario.thresholds().written()),
            "A threshold, as in slo.perEvent.p90 of 2s. One on perEvent, endToEnd, eventTime, windowClose or backlog must be given.");

    private ScenarioKeys() {}

    /** All keys in the order to list them; a part in angle brackets stands for any name. */
    public static List<ScenarioKey<?>> all() {
        return TABLE.all();
    }

    private static <T> Optional<T> ofSingleRun(Scenario scenario, T value) {
        return scenario.capacity().isPresent() ? Optional.empty() : Optional.of(value);
    }
}

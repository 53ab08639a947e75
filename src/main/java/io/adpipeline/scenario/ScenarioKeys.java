package io.adpipeline.scenario;

import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.slo.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every key of a scenario with its type, default and meaning. */
public final class ScenarioKeys {

    static final ScenarioKey<String> DESCRIPTION =
            key("description", ValueType.text(), "", "", "What the scenario is about, for reports.");
    static final ScenarioKey<List<String>> TAGS = key(
            "tags",
            ValueType.tags(),
            List.of(),
            "[]",
            "Names by which the test suite chooses scenarios; baseline is its default choice.");
    static final ScenarioKey<String> PIPELINE =
            key("pipeline", ValueType.name("the name of a pipeline"), "spark", "spark", "The pipeline under test.");
    static final ScenarioKey<String> MODEL = computed(
            "traffic.model",
            ValueType.name("the name of a traffic model"),
            "",
            "How events arrive: uniform, poisson or mmpp (bursts). Must be given.");
    static final ScenarioKey<Integer> PRODUCERS = key(
            "producers",
            ValueType.count(Integer.MAX_VALUE),
            2,
            "2",
            "Independent producers, each with its own arrivals.");
    static final ScenarioKey<Double> EVENTS_PER_PRODUCER =
            key("eventsPerProducer", ValueType.rate(), 20_000.0, "20000", "Mean events per second of each producer.");
    static final ScenarioKey<Integer> CAMPAIGNS =
            key("campaigns", ValueType.count(Integer.MAX_VALUE), 10, "10", "Campaigns that events belong to.");
    static final ScenarioKey<Integer> ADS_PER_CAMPAIGN =
            key("adsPerCampaign", ValueType.count(Integer.MAX_VALUE), 100, "100", "Ads of each campaign.");
    static final ScenarioKey<Long> SEED =
            key("seed", ValueType.wholeNumber(), 1L, "1", "The same seed gives the same events.");
    static final ScenarioKey<Duration> WARMUP =
            key("warmup", atLeast(0), Duration.ofSeconds(60), "60s", "Load before measuring.");
    static final ScenarioKey<Duration> DURATION =
            key("duration", atLeast(1), Duration.ofSeconds(60), "60s", "Load that is measured; at least one window.");
    static final ScenarioKey<Duration> TAIL = computed(
            "tail",
            atLeast(0),
            "the watermark and 5s more, or the largest latency threshold more if that is longer",
            "Load after measuring, until the measured windows are final.");
    static final ScenarioKey<Duration> WINDOW =
            key("window", atLeast(1), Duration.ofSeconds(10), "10s", "Size of the tumbling windows.");
    static final ScenarioKey<Duration> WATERMARK = key(
            "watermark",
            atLeast(0),
            Duration.ofMillis(500),
            "500ms",
            "How late after a window's end its events are still counted.");
    static final ScenarioKey<OutputMode> OUTPUT_MODE = key(
            "outputMode",
            ValueType.outputMode(),
            OutputMode.UPDATE,
            "update",
            "Whether a row is emitted at every change (update) or once, when it is final (append).");
    static final ScenarioKey<Duration> TRIGGER = key(
            "trigger",
            atLeast(0),
            Duration.ZERO,
            "0s",
            "Least time between the starts of two micro-batches; 0s for as fast as possible.");
    static final ScenarioKey<String> BOOTSTRAP_SERVERS = computed(
            "bootstrapServers", ValueType.addresses(), "the scenario's own Kafka", "A Kafka that runs already.");
    static final ScenarioKey<String> EVENTS_TOPIC =
            key("topics.events", ValueType.topic(), "events_spark", "events_spark", "Topic the events go to.");
    static final ScenarioKey<String> RESULTS_TOPIC =
            key("topics.results", ValueType.topic(), "results_spark", "results_spark", "Topic the results go to.");
    static final ScenarioKey<Integer> PARTITIONS =
            key("topics.partitions", ValueType.count(Integer.MAX_VALUE), 2, "2", "Partitions of each topic.");
    static final ScenarioKey<Integer> REPLICATION = key(
            "topics.replication",
            ValueType.count(Short.MAX_VALUE),
            1,
            "1",
            "Copies of each partition; at most as many as there are brokers.");
    static final ScenarioKey<Double> CAPACITY_FROM = computed(
            "capacity.from",
            ValueType.rate(),
            "",
            "The lowest rate that a search for capacity tries, events per second of all producers together. Any key of"
                    + " capacity makes the scenario such a search; this one must be given then.");
    static final ScenarioKey<Double> CAPACITY_TO =
            computed("capacity.to", ValueType.rate(), "", "The highest rate that it tries; must be given too.");
    static final ScenarioKey<Duration> CAPACITY_SETTLE = key(
            "capacity.settle",
            atLeast(0),
            Duration.ofSeconds(10),
            "10s",
            "Load before measuring in each trial; warmup is for the first one, which is not counted.");
    static final ScenarioKey<Duration> CAPACITY_TRIAL = key(
            "capacity.trial",
            atLeast(1),
            Duration.ofSeconds(20),
            "20s",
            "Load that is measured in each trial; at least one window.");
    static final ScenarioKey<Duration> CAPACITY_CONFIRM = key(
            "capacity.confirm",
            atLeast(1),
            Duration.ofSeconds(60),
            "60s",
            "Load that is measured to confirm the answer; at least as long as a trial.");
    static final ScenarioKey<Double> CAPACITY_AT_LEAST = computed(
            "capacity.atLeast",
            ValueType.rate(),
            "none",
            "The least capacity with which the scenario passes; from capacity.from to capacity.to.");
    static final ScenarioKey<Duration> READY_TIMEOUT = key(
            "timeouts.ready",
            atLeast(1),
            Duration.ofSeconds(90),
            "90s",
            "How long the pipeline, or the load generator, may take to get ready.");
    static final ScenarioKey<Duration> DRAIN_TIMEOUT = key(
            "timeouts.drain",
            atLeast(1),
            Duration.ofSeconds(60),
            "60s",
            "How long the pipeline may take, when the load has ended, to finish it.");

    private static final String ANY = "<name>";
    private static final ScenarioKey<String> TRAFFIC_PARAMETER = computed(
            "traffic." + ANY,
            ValueType.text(),
            "the model's own",
            "A parameter of the traffic model; mmpp has rateRatio, q12 and q21.");
    private static final ScenarioKey<String> PRODUCER_PROPERTY = computed(
            "producer." + ANY,
            ValueType.text(),
            "the generator's own",
            "A Kafka producer property of the load generator, as in producer.linger.ms.");
    private static final ScenarioKey<String> SPARK_SETTING = computed(
            "spark." + ANY,
            ValueType.text(),
            "the pipeline's own",
            "A setting of the pipeline, as in spark.spark.sql.shuffle.partitions.");
    private static final ScenarioKey<String> LIMIT = computed(
            "slo.<metric>.<statistic>",
            ValueType.text(),
            "",
            "A threshold, as in slo.endToEnd.p90 of 2s. One on endToEnd, eventTime, windowClose or backlog must be given.");

    private static final List<ScenarioKey<?>> ALL = List.of(
            DESCRIPTION,
            TAGS,
            PIPELINE,
            MODEL,
            TRAFFIC_PARAMETER,
            PRODUCERS,
            EVENTS_PER_PRODUCER,
            CAMPAIGNS,
            ADS_PER_CAMPAIGN,
            SEED,
            WARMUP,
            DURATION,
            TAIL,
            WINDOW,
            WATERMARK,
            OUTPUT_MODE,
            TRIGGER,
            BOOTSTRAP_SERVERS,
            EVENTS_TOPIC,
            RESULTS_TOPIC,
            PARTITIONS,
            REPLICATION,
            PRODUCER_PROPERTY,
            SPARK_SETTING,
            READY_TIMEOUT,
            DRAIN_TIMEOUT,
            CAPACITY_FROM,
            CAPACITY_TO,
            CAPACITY_SETTLE,
            CAPACITY_TRIAL,
            CAPACITY_CONFIRM,
            CAPACITY_AT_LEAST,
            LIMIT);

    private ScenarioKeys() {}

    /** All keys in the order to list them; a part in angle brackets stands for any name. */
    public static List<ScenarioKey<?>> all() {
        return ALL;
    }

    /** Every dotted key that can be written out, those of all thresholds included. */
    static List<String> paths() {
        List<String> paths = new ArrayList<>();
        ALL.stream().map(ScenarioKey::path).filter(path -> !path.contains("<")).forEach(paths::add);
        for (Metric metric : Metric.values()) {
            metric.statistics().forEach(statistic -> paths.add("slo.%s.%s".formatted(metric.key(), statistic)));
        }
        return List.copyOf(paths);
    }

    /** Whether keys stand below this one, instead of a value. */
    static boolean isGroup(List<String> path) {
        return switch (path.size()) {
            case 0 -> true;
            case 1 -> ALL.stream().anyMatch(key -> key.path().startsWith(path.get(0) + "."));
            default -> isMetric(path);
        };
    }

    /** The keys that may stand below a group; empty if any may. */
    static Optional<List<String>> below(List<String> group) {
        if (isMetric(group)) {
            return Metric.ofKey(group.get(1)).map(Metric::statistics);
        }
        if (group.equals(List.of("slo"))) {
            return Optional.of(Metric.keys());
        }
        String prefix = String.join("", group.stream().map(part -> part + ".").toList());
        Stream<String> names = ALL.stream()
                .map(ScenarioKey::path)
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).split("\\.")[0])
                .distinct();
        List<String> known = names.toList();
        return known.contains(ANY) ? Optional.empty() : Optional.of(known);
    }

    private static boolean isMetric(List<String> path) {
        return path.size() == 2
                && path.get(0).equals("slo")
                && Metric.ofKey(path.get(1)).isPresent();
    }

    private static ValueType<Duration> atLeast(long leastMs) {
        return ValueType.duration(Duration.ofMillis(leastMs));
    }

    private static <T> ScenarioKey<T> key(
            String path, ValueType<T> type, T fallback, String defaultText, String meaning) {
        return new ScenarioKey<>(path, type, Optional.of(fallback), defaultText, meaning);
    }

    private static <T> ScenarioKey<T> computed(String path, ValueType<T> type, String defaultText, String meaning) {
        return new ScenarioKey<>(path, type, Optional.empty(), defaultText, meaning);
    }
}

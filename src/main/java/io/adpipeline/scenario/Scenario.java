package io.adpipeline.scenario;

import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineCommand;
import io.adpipeline.slo.Thresholds;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One performance test: which load for how long, on which pipeline, and the thresholds it has to keep. {@link
 * ScenarioParser} makes it and checks it; the constructors check nothing. It holds no credentials, so it may be shown.
 *
 * @param name file name without its ending
 * @param description for reports; may be empty
 * @param tags names by which runs choose scenarios
 * @param traffic law of arrivals
 * @param load how much is sent
 * @param phases how long each part of the load is
 * @param pipeline the pipeline under test
 * @param bootstrapServers a Kafka that runs already; empty for one of the scenario's own
 * @param topics where events and results go
 * @param producerProperties Kafka producer properties of the load generator
 * @param timeouts bounds on waiting
 * @param thresholds what has to be kept; at least one is about the pipeline
 * @param capacity the search for capacity; {@code load} then has its lowest rate, {@code phases} the length of a trial;
 *     empty if the scenario is a single run
 * @param comparison how to compare two variants of it
 */
public record Scenario(
        String name,
        String description,
        List<String> tags,
        Traffic traffic,
        Load load,
        Phases phases,
        Pipeline pipeline,
        Optional<String> bootstrapServers,
        Topics topics,
        Map<String, String> producerProperties,
        Timeouts timeouts,
        Thresholds thresholds,
        Optional<Capacity> capacity,
        Comparison comparison) {

    public Scenario {
        tags = List.copyOf(tags);
        producerProperties = sorted(producerProperties);
    }

    /** A copy without {@code bootstrapServers}: the caller chooses the Kafka. */
    public Scenario withoutBootstrapServers() {
        return copy(name, load, phases, pipeline, Optional.empty(), topics, thresholds, capacity);
    }

    /** A copy with a seed. */
    public Scenario withSeed(long seed) {
        Load seeded = load.copy(load.eventsPerProducer, OptionalLong.of(seed), load.strictRate);
        return copy(name, seeded, phases, pipeline, bootstrapServers, topics, thresholds, capacity);
    }

    /**
     * A copy whose topics have a prefix, but for those that were named.
     *
     * @param prefix empty for a random one
     * @param given keys that were set from outside
     * @throws IllegalArgumentException if a name with the prefix is no topic name
     */
    public Scenario withTopicPrefix(Optional<String> prefix, Set<String> given) {
        Topics prefixed =
                topics.withPrefix(prefix.orElseGet(() -> "adpipeline-%.8s-".formatted(UUID.randomUUID())), given);
        return copy(name, load, phases, pipeline, bootstrapServers, prefixed, thresholds, capacity);
    }

    /**
     * A single run of this scenario at another rate.
     *
     * @param trialName name of the run
     * @param eventsPerSecond mean rate of all producers together
     * @param warmup load before measuring
     * @param duration load that is measured
     */
    public Scenario trial(String trialName, double eventsPerSecond, Duration warmup, Duration duration) {
        Load trialLoad = load.copy(eventsPerSecond / load.producers, load.seed, false);
        Phases trialPhases = new Phases(warmup, false, duration, phases.tail());
        return copy(
                trialName, trialLoad, trialPhases, pipeline, bootstrapServers, topics, thresholds, Optional.empty());
    }

    /**
     * A single run of the same load with other phases and thresholds.
     *
     * @param blockName name of the run
     */
    public Scenario block(String blockName, Phases blockPhases, Thresholds blockThresholds) {
        return copy(
                blockName, load, blockPhases, pipeline, bootstrapServers, topics, blockThresholds, Optional.empty());
    }

    /** A copy with another pipeline. */
    public Scenario withPipeline(Pipeline other) {
        return copy(name, load, phases, other, bootstrapServers, topics, thresholds, capacity);
    }

    private Scenario copy(
            String newName,
            Load newLoad,
            Phases newPhases,
            Pipeline newPipeline,
            Optional<String> newServers,
            Topics newTopics,
            Thresholds newThresholds,
            Optional<Capacity> newCapacity) {
        return new Scenario(
                newName,
                description,
                tags,
                traffic,
                newLoad,
                newPhases,
                newPipeline,
                newServers,
                newTopics,
                producerProperties,
                timeouts,
                newThresholds,
                newCapacity,
                comparison);
    }

    /**
     * The law of arrivals.
     *
     * @param model name of a traffic model
     * @param parameters as written; absent ones take the model's default
     */
    public record Traffic(String model, Map<String, String> parameters) {
        public Traffic {
            parameters = sorted(parameters);
        }
    }

    /**
     * How much is sent.
     *
     * @param producers independent producers
     * @param eventsPerProducer mean events per second of each
     * @param campaigns campaigns that events belong to
     * @param adsPerCampaign ads of each campaign
     * @param seed of everything random; empty for one that the run chooses
     * @param strictRate whether to refuse a seed whose realised rate is far from the asked one
     */
    public record Load(
            int producers,
            double eventsPerProducer,
            int campaigns,
            int adsPerCampaign,
            OptionalLong seed,
            boolean strictRate) {
        static Load of(ScenarioReader keys, Optional<Capacity> capacity) {
            int producers = keys.value(ScenarioKeys.PRODUCERS);
            return new Load(
                    producers,
                    capacity.map(search -> search.from() / producers)
                            .orElseGet(() -> keys.value(ScenarioKeys.EVENTS_PER_PRODUCER)),
                    keys.value(ScenarioKeys.CAMPAIGNS),
                    keys.value(ScenarioKeys.ADS_PER_CAMPAIGN),
                    keys.written(ScenarioKeys.SEED).map(OptionalLong::of).orElse(OptionalLong.empty()),
                    keys.value(ScenarioKeys.STRICT_RATE));
        }

        private Load copy(double newRate, OptionalLong newSeed, boolean newStrictRate) {
            return new Load(producers, newRate, campaigns, adsPerCampaign, newSeed, newStrictRate);
        }

        /** Mean events per second of all producers together. */
        public double eventsPerSecond() {
            return producers * eventsPerProducer;
        }
    }

    /**
     * The pipeline under test and its settings.
     *
     * @param name as it calls itself
     * @param window size of the tumbling windows
     * @param watermark how long after a window's end its events are still counted
     * @param outputMode when rows are emitted
     * @param resultTime which time is the time of a result
     * @param trigger least time between the starts of two micro-batches; zero for as fast as possible
     * @param allowReplays whether rows may come again, as after a restart
     * @param settings its own, as written
     * @param classPath of its JVM, if it is one of Java; empty for that of the suite
     * @param command what is run, if it is no pipeline of Java
     * @param consumerGroup with which it reads, if known
     */
    public record Pipeline(
            String name,
            Duration window,
            Duration watermark,
            OutputMode outputMode,
            ResultTime resultTime,
            Duration trigger,
            boolean allowReplays,
            Map<String, String> settings,
            List<String> classPath,
            Optional<PipelineCommand> command,
            Optional<String> consumerGroup) {
        public Pipeline {
            settings = sorted(settings);
            classPath = List.copyOf(classPath);
        }

        /** The same with another class path and command. */
        public Pipeline with(List<String> newClassPath, Optional<PipelineCommand> newCommand) {
            return new Pipeline(
                    name,
                    window,
                    watermark,
                    outputMode,
                    resultTime,
                    trigger,
                    allowReplays,
                    settings,
                    newClassPath,
                    newCommand,
                    consumerGroup);
        }

        static Pipeline of(ScenarioReader keys) {
            Optional<PipelineCommand> command = keys.command();
            return new Pipeline(
                    command.isPresent() ? "command" : keys.value(ScenarioKeys.PIPELINE),
                    keys.value(ScenarioKeys.WINDOW),
                    keys.value(ScenarioKeys.WATERMARK),
                    keys.value(ScenarioKeys.OUTPUT_MODE),
                    keys.value(ScenarioKeys.RESULT_TIME),
                    keys.value(ScenarioKeys.TRIGGER),
                    keys.value(ScenarioKeys.ALLOW_REPLAYS),
                    keys.texts(ScenarioKeys.SETTING),
                    keys.written(ScenarioKeys.CLASS_PATH).orElse(List.of()),
                    command,
                    keys.written(ScenarioKeys.CONSUMER_GROUP));
        }
    }

    /**
     * Where events and results go.
     *
     * @param events topic of the events
     * @param results topic of the results
     * @param partitions of each topic
     * @param replication copies of each partition
     */
    public record Topics(String events, String results, int partitions, int replication) {
        /** A copy with prefixed names, except a topic whose key is given or whose name is not the default. */
        Topics withPrefix(String prefix, Set<String> given) {
            return new Topics(
                    withPrefix(prefix, given, ScenarioKeys.EVENTS_TOPIC, events),
                    withPrefix(prefix, given, ScenarioKeys.RESULTS_TOPIC, results),
                    partitions,
                    replication);
        }

        private static String withPrefix(String prefix, Set<String> given, ScenarioKey<String> key, String name) {
            boolean chosen = given.contains(key.path()) || !name.equals(key.defaultText());
            return chosen ? name : ScenarioRules.requireTopic(prefix + name);
        }

        static Topics of(ScenarioReader keys) {
            return new Topics(
                    keys.value(ScenarioKeys.EVENTS_TOPIC),
                    keys.value(ScenarioKeys.RESULTS_TOPIC),
                    keys.value(ScenarioKeys.PARTITIONS),
                    keys.value(ScenarioKeys.REPLICATION));
        }
    }

    /** A copy in a fixed order, so that equal scenarios are written alike. */
    private static Map<String, String> sorted(Map<String, String> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}

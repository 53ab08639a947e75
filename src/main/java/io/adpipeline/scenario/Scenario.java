package io.adpipeline.scenario;

import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.slo.Thresholds;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One performance test: which load for how long, on which pipeline, and the thresholds it has to keep.
 *
 * <p>Ranges of all values are those of {@link ScenarioKeys}; constructors throw {@link IllegalArgumentException} with
 * key, constraint and value. It holds no credentials, so all of it may be shown.
 *
 * @param name file name without its ending
 * @param description for reports; may be empty
 * @param tags names by which runs choose scenarios
 * @param traffic law of arrivals
 * @param load how much is sent
 * @param phases how long
 * @param pipeline what it is sent through
 * @param bootstrapServers a Kafka that runs already; empty for one of the scenario's own
 * @param topics where events and results go
 * @param producerProperties Kafka producer properties of the load generator
 * @param timeouts bounds on waiting
 * @param thresholds what has to be kept; at least one is about the pipeline
 * @param capacity the search that the scenario is; empty for a single run. Load and duration are those of its first
 *     trial then
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
        Optional<Capacity> capacity) {

    public Scenario {
        Objects.requireNonNull(traffic, "traffic");
        Objects.requireNonNull(load, "load");
        Objects.requireNonNull(timeouts, "timeouts");
        ScenarioKeys.DESCRIPTION.require(description);
        tags = List.copyOf(ScenarioKeys.TAGS.require(tags));
        bootstrapServers.ifPresent(ScenarioKeys.BOOTSTRAP_SERVERS::require);
        producerProperties = sorted(producerProperties);
        List<Violation> violations =
                ScenarioRules.violations(name, phases, capacity, pipeline, topics, producerProperties, thresholds);
        capacity.ifPresent(search -> violations.addAll(CapacityRules.violations(search, load, phases)));
        if (!violations.isEmpty()) {
            throw new ConstraintException(violations);
        }
    }

    /** The same on the Kafka that whoever runs it has. */
    public Scenario withoutKafka() {
        return new Scenario(
                name,
                description,
                tags,
                traffic,
                load,
                phases,
                pipeline,
                Optional.empty(),
                topics,
                producerProperties,
                timeouts,
                thresholds,
                capacity);
    }

    /** The same on other topics. */
    public Scenario withTopics(Topics others) {
        return new Scenario(
                name,
                description,
                tags,
                traffic,
                load,
                phases,
                pipeline,
                bootstrapServers,
                others,
                producerProperties,
                timeouts,
                thresholds,
                capacity);
    }

    /**
     * The law of arrivals.
     *
     * @param model name of a traffic model
     * @param parameters as written; absent ones take the model's default
     */
    public record Traffic(String model, Map<String, String> parameters) {
        public Traffic {
            ScenarioKeys.MODEL.require(model);
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
     * @param seed of everything random
     */
    public record Load(int producers, double eventsPerProducer, int campaigns, int adsPerCampaign, long seed) {
        public Load {
            ScenarioKeys.PRODUCERS.require(producers);
            ScenarioKeys.EVENTS_PER_PRODUCER.require(eventsPerProducer);
            ScenarioKeys.CAMPAIGNS.require(campaigns);
            ScenarioKeys.ADS_PER_CAMPAIGN.require(adsPerCampaign);
        }

        /** Mean events per second of all producers together. */
        public double eventsPerSecond() {
            return producers * eventsPerProducer;
        }
    }

    /**
     * How long load is applied, phase by phase.
     *
     * @param warmup before measuring
     * @param duration measured
     * @param tail after measuring, until the measured windows are final
     */
    public record Phases(Duration warmup, Duration duration, Duration tail) {
        public Phases {
            ScenarioKeys.WARMUP.require(warmup);
            ScenarioKeys.DURATION.require(duration);
            ScenarioKeys.TAIL.require(tail);
        }

        /** All phases together. */
        public Duration total() {
            return warmup.plus(duration).plus(tail);
        }
    }

    /**
     * The pipeline under test and what it is told.
     *
     * @param name as it calls itself
     * @param window size of the tumbling windows
     * @param watermark how long after a window's end events of it are still taken
     * @param outputMode when rows are emitted
     * @param trigger least time between the starts of two micro-batches; zero for as fast as possible
     * @param settings its own settings, as written
     */
    public record Pipeline(
            String name,
            Duration window,
            Duration watermark,
            OutputMode outputMode,
            Duration trigger,
            Map<String, String> settings) {
        public Pipeline {
            ScenarioKeys.PIPELINE.require(name);
            ScenarioKeys.WINDOW.require(window);
            ScenarioKeys.WATERMARK.require(watermark);
            Objects.requireNonNull(outputMode, "outputMode");
            ScenarioKeys.TRIGGER.require(trigger);
            settings = sorted(settings);
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
        public Topics {
            ScenarioKeys.EVENTS_TOPIC.require(events);
            ScenarioKeys.RESULTS_TOPIC.require(results);
            ScenarioKeys.PARTITIONS.require(partitions);
            ScenarioKeys.REPLICATION.require(replication);
        }
    }

    /**
     * Bounds on waiting.
     *
     * @param ready how long the pipeline may take to get ready
     * @param drain how long it may take, when the load has ended, to finish it
     */
    public record Timeouts(Duration ready, Duration drain) {
        public Timeouts {
            ScenarioKeys.READY_TIMEOUT.require(ready);
            ScenarioKeys.DRAIN_TIMEOUT.require(drain);
        }
    }

    /**
     * A search for the highest rate at which the thresholds hold. Rates are of all producers together.
     *
     * @param from lowest rate to try, events per second
     * @param to highest rate to try, events per second, above the lowest
     * @param settle load before measuring in each trial
     * @param trial load that is measured in each trial, at least one window
     * @param confirm load that is measured to confirm the answer, at least as long as a trial
     * @param atLeast least capacity with which the scenario passes, events per second, between the two rates
     */
    public record Capacity(
            double from, double to, Duration settle, Duration trial, Duration confirm, OptionalDouble atLeast) {
        public Capacity {
            ScenarioKeys.CAPACITY_FROM.require(from);
            ScenarioKeys.CAPACITY_TO.require(to);
            ScenarioKeys.CAPACITY_SETTLE.require(settle);
            ScenarioKeys.CAPACITY_TRIAL.require(trial);
            ScenarioKeys.CAPACITY_CONFIRM.require(confirm);
            atLeast.ifPresent(ScenarioKeys.CAPACITY_AT_LEAST::require);
        }
    }

    /**
     * One trial of a search: a single run of the same on another load.
     *
     * @param trialName name of the run
     * @param eventsPerSecond mean rate of all producers together
     * @param warmup before measuring
     * @param duration measured
     */
    public Scenario trial(String trialName, double eventsPerSecond, Duration warmup, Duration duration) {
        Load trialLoad = new Load(
                load.producers, eventsPerSecond / load.producers, load.campaigns, load.adsPerCampaign, load.seed);
        return new Scenario(
                trialName,
                description,
                tags,
                traffic,
                trialLoad,
                new Phases(warmup, duration, phases.tail),
                pipeline,
                bootstrapServers,
                topics,
                producerProperties,
                timeouts,
                thresholds,
                Optional.empty());
    }

    /** A copy in a fixed order, so that equal scenarios are written alike. */
    private static Map<String, String> sorted(Map<String, String> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}

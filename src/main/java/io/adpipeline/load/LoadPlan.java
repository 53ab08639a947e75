package io.adpipeline.load;

import io.adpipeline.kafka.KafkaConnection;
import java.util.Map;
import java.util.Objects;

/**
 * Everything the generator must know before it starts; it travels to the generator's JVM as one line of JSON through
 * its standard input, so that credentials stand in no argument list and no file.
 *
 * @param bootstrapServers where to send
 * @param clientProperties client properties of that Kafka; may hold secrets
 * @param producerSettings settings of the Kafka producers, over the generator's defaults
 * @param topic events topic
 * @param producers number of independent producers, from 1
 * @param eventsPerSecond mean rate of one producer
 * @param model name of the traffic model
 * @param modelParameters its parameters
 * @param seed seed of the scenario
 * @param campaigns campaigns in the catalog
 * @param adsPerCampaign ads of each campaign
 * @param windowMs size of the windows in which the truth is kept
 * @param warmupMs load before the measured part
 * @param measureMs the measured part
 * @param tailMs load after it
 */
public record LoadPlan(
        String bootstrapServers,
        Map<String, String> clientProperties,
        Map<String, String> producerSettings,
        String topic,
        int producers,
        double eventsPerSecond,
        String model,
        Map<String, String> modelParameters,
        long seed,
        int campaigns,
        int adsPerCampaign,
        long windowMs,
        long warmupMs,
        long measureMs,
        long tailMs) {

    public LoadPlan {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(model, "model");
        clientProperties = Map.copyOf(clientProperties);
        producerSettings = Map.copyOf(producerSettings);
        modelParameters = Map.copyOf(modelParameters);
        if (producers < 1) {
            throw new IllegalArgumentException("producers must be at least 1, was " + producers);
        }
        if (windowMs < 1 || warmupMs < 0 || measureMs < 1 || tailMs < 0) {
            throw new IllegalArgumentException("windowMs and measureMs must be above 0, warmupMs and tailMs not negative,"
                    + " were %d, %d, %d, %d".formatted(windowMs, measureMs, warmupMs, tailMs));
        }
    }

    /** How clients reach the Kafka. */
    public KafkaConnection kafka() {
        return new KafkaConnection(bootstrapServers, clientProperties);
    }

    /** Length of the whole schedule, ms. */
    public long totalMs() {
        return warmupMs + measureMs + tailMs;
    }

    /** Without the values of client properties and producer settings, which may be secrets. */
    @Override
    public String toString() {
        return "%d producers of %s at %s events/s to %s at %s for %d ms"
                .formatted(producers, model, eventsPerSecond, topic, kafka(), totalMs());
    }
}

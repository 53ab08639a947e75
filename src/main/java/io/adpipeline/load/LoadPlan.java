package io.adpipeline.load;

import io.adpipeline.kafka.KafkaConnection;
import java.util.Map;

/**
 * Everything the generator must know before it starts; it travels to the generator's JVM as one line of JSON through
 * its standard input, so that credentials stand in no argument list and no file.
 *
 * @param kafka where to send; may hold secrets
 * @param producerSettings settings of the Kafka producers; they override the generator's defaults
 * @param topic events topic
 * @param producers number of independent producers, from 1
 * @param eventsPerSecond mean rate of one producer, finite and above 0
 * @param model name of the traffic model
 * @param modelParameters its parameters
 * @param seed seed of the scenario
 * @param campaigns campaigns in the catalog, from 1
 * @param adsPerCampaign ads of each campaign, from 1
 * @param windowMs size of the windows in which the truth is kept, from 1
 * @param warmupMs the longest load before the measured part, from 0; it can be ended early
 * @param measureMs the measured part, from 1
 * @param tailMs load after it, from 0
 */
public record LoadPlan(
        KafkaConnection kafka,
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
        producerSettings = Map.copyOf(producerSettings);
        modelParameters = Map.copyOf(modelParameters);
    }

    /** Length of the whole schedule, ms. */
    public long totalMs() {
        return warmupMs + measureMs + tailMs;
    }

    /** Without the values of client properties and producer settings, which may be secrets. */
    @Override
    public String toString() {
        return "%d producers of %s at %s events/s to %s at %s for %d ms"
                .formatted(producers, model, eventsPerSecond, topic, kafka, totalMs());
    }
}

package io.adpipeline.run;

import io.adpipeline.broker.BrokerChoice;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * How scenarios are run, the same for all of them.
 *
 * @param broker where Kafka comes from, unless the scenario names its own
 * @param kafkaImage container image for Testcontainers
 * @param clientProperties client properties of a Kafka that runs already; may hold secrets
 * @param pipelineSettings settings of the pipeline that override the scenario's
 * @param pipelineHeap heap of the pipeline's JVM, as in {@code 2g}
 * @param resultsDirectory where each run makes the folder for its evidence, named after the scenario
 * @param clearTopics whether topics that exist on a Kafka that runs already may be deleted and created again
 * @param profile whether the pipeline's JVM is recorded while measuring
 * @param cancelled asked often during a run: whether the run must end now, without a result
 */
public record RunOptions(
        BrokerChoice broker,
        String kafkaImage,
        Map<String, String> clientProperties,
        Map<String, String> pipelineSettings,
        String pipelineHeap,
        Path resultsDirectory,
        boolean clearTopics,
        boolean profile,
        BooleanSupplier cancelled) {

    public RunOptions {
        clientProperties = Map.copyOf(clientProperties);
        pipelineSettings = Map.copyOf(pipelineSettings);
    }

    /**
     * Which Kafka a scenario gets: the caller's, unless that is {@code auto} and the scenario names one. The caller
     * wins, because the run may delete topics there.
     *
     * @throws IllegalArgumentException if there are client properties, and only the scenario names the Kafka they would be
     *     sent to, or the Kafka is one of the run's own
     */
    public BrokerChoice brokerFor(Scenario scenario) {
        boolean fromFile = broker.kind() == BrokerChoice.Kind.AUTO;
        if (fromFile
                && !clientProperties.isEmpty()
                && scenario.bootstrapServers().isPresent()) {
            throw new IllegalArgumentException(
                    "the client properties may hold credentials, and only scenario %1$s names the Kafka at %2$s: say -Dperf.kafka=%2$s if they are for it"
                            .formatted(
                                    scenario.name(), scenario.bootstrapServers().get()));
        }
        BrokerChoice choice =
                fromFile ? scenario.bootstrapServers().map(BrokerChoice::parse).orElse(broker) : broker;
        if (choice.kind() != BrokerChoice.Kind.EXTERNAL && !clientProperties.isEmpty()) {
            throw new IllegalArgumentException(
                    "the client properties are for a Kafka that runs already: say -Dperf.kafka=HOST:PORT, or leave out -Dperf.kafka.config");
        }
        return choice;
    }

    /** Client properties and settings can hold secrets, so they are not shown. */
    @Override
    public String toString() {
        return "RunOptions[broker=%s, kafkaImage=%s, resultsDirectory=%s, clearTopics=%s]"
                .formatted(broker, kafkaImage, resultsDirectory, clearTopics);
    }
}

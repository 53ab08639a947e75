package io.adpipeline.run;

import io.adpipeline.broker.BrokerChoice;
import io.adpipeline.broker.BrokerSettings;
import io.adpipeline.pipeline.host.PipelineHost;
import java.nio.file.Path;
import java.util.Map;

/** Options of runs, made by hand. */
public final class SampleOptions {

    private SampleOptions() {}

    /**
     * Of runs that are not cancelled, with the defaults for all else.
     *
     * @param kafka where Kafka comes from, as users write it
     */
    public static RunOptions of(
            String kafka, Map<String, String> clientProperties, Path resultsDirectory, boolean clearTopics) {
        return new RunOptions(
                BrokerChoice.parse(kafka),
                BrokerSettings.DEFAULT_IMAGE,
                clientProperties,
                Map.of(),
                PipelineHost.DEFAULT_HEAP,
                resultsDirectory,
                clearTopics,
                false,
                () -> false);
    }
}

package io.adpipeline.pipeline;

import io.adpipeline.kafka.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a pipeline gets when it starts.
 *
 * @param kafka where the events come from and the results go to
 * @param eventsTopic topic to read, from its beginning
 * @param resultsTopic topic to write
 * @param window size of the tumbling windows, aligned at the epoch
 * @param watermark how long after a window's end its events are still counted
 * @param outputMode when rows are emitted
 * @param trigger least time between the starts of two micro-batches; zero for as fast as possible
 * @param settings the pipeline's own settings from the scenario (for the Spark pipeline: Spark properties)
 * @param workDirectory a folder for checkpoints and scratch files, empty and removed by the caller after closing; only that
 *     of {@code job --checkpoint} is the user's, may hold an earlier checkpoint, and stays
 */
public record PipelineContext(
        KafkaConnection kafka,
        String eventsTopic,
        String resultsTopic,
        Duration window,
        Duration watermark,
        OutputMode outputMode,
        Duration trigger,
        Map<String, String> settings,
        Path workDirectory) {

    public PipelineContext {
        settings = Map.copyOf(settings);
    }
}

package io.adpipeline.pipeline;

import java.util.Map;
import java.util.Objects;

/**
 * One micro-batch, as the pipeline's engine reports it.
 *
 * @param batchId number of the batch, as in the rows' {@code batch_id}
 * @param startMs when the batch was triggered, epoch ms
 * @param inputRows records read
 * @param durationsMs the engine's own account of the batch, phase by phase, in ms; for Spark the progress'
 *     {@code durationMs}
 * @param json the engine's whole report as one line of JSON
 */
public record BatchProgress(long batchId, long startMs, long inputRows, Map<String, Long> durationsMs, String json) {

    public BatchProgress {
        durationsMs = Map.copyOf(durationsMs);
        Objects.requireNonNull(json, "json");
    }

    /** The duration of one phase in ms, 0 if the engine does not report it. */
    public long durationMs(String phase) {
        return durationsMs.getOrDefault(phase, 0L);
    }
}

package io.adpipeline.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.util.Map;

/**
 * One micro-batch, as the pipeline's engine reports it.
 *
 * @param batchId number of the batch, as in the rows' {@code batch_id}
 * @param startMs when the batch was triggered, epoch ms
 * @param inputRows records read
 * @param durationsMs duration of each phase of the batch in ms, by the engine's (Spark's) name of the phase
 * @param json the engine's whole report as one line of JSON
 */
@JsonPropertyOrder({"batchId", "startMs", "inputRows", "durationsMs", "report"})
public record BatchProgress(
        long batchId,
        long startMs,
        long inputRows,
        Map<String, Long> durationsMs,

        @JsonProperty("report") @JsonRawValue @JsonDeserialize(using = AsText.class)
        String json) {

    public BatchProgress {
        durationsMs = Map.copyOf(durationsMs);
        if (json.isBlank() || json.contains("\n") || json.contains("\r")) {
            throw new IllegalArgumentException("the engine's report must be one line, was '%s'".formatted(json));
        }
    }

    /** From the batch's start to its end, ms. */
    public long wholeMs() {
        return durationMs("triggerExecution");
    }

    /** Time to process the batch's records, ms. */
    public long workMs() {
        return durationMs("addBatch");
    }

    /** Time before the processing, for offsets, plan and write-ahead log, ms. */
    public long planningMs() {
        return wholeMs() - workMs() - durationMs("commitOffsets");
    }

    /** The duration of one phase in ms, 0 if the engine does not report it. */
    public long durationMs(String phase) {
        return durationsMs.getOrDefault(phase, 0L);
    }

    /** Reads a JSON object as text. */
    static final class AsText extends JsonDeserializer<String> {

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return context.readTree(parser).toString();
        }
    }
}

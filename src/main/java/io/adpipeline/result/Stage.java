package io.adpipeline.result;

import com.fasterxml.jackson.annotation.JsonValue;

/** The stages of an event from intended time to result; their lengths add up to the row's {@code eventTime} latency. */
public enum Stage {
    /** Intended time to produce time: the generator's own delay. */
    SCHEDULE_LAG("scheduleLag"),
    /** Produce time to the broker's append of the newest event. */
    BROKER_APPEND("brokerAppend"),
    /** Append to the start of the micro-batch that took the event; 0 if the batch had begun. */
    BATCH_WAIT("batchWait"),
    /** The batch's planning: offsets, plan, write-ahead log; by the engine's own {@code durationMs}. */
    BATCH_PLANNING("batchPlanning"),
    /** The batch's work until the row was handed to the sink. */
    BATCH_EXECUTION("batchExecution"),
    /** Hand-over to the sink to the broker's append of the result. */
    SINK_APPEND("sinkAppend");

    private final String key;

    Stage(String key) {
        this.key = key;
    }

    /** The name in JSON and tables. */
    @JsonValue
    public String key() {
        return key;
    }
}

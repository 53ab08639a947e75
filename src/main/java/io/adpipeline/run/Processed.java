package io.adpipeline.run;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.result.ResultReader;
import io.adpipeline.result.ResultRow;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * How many events of the topic have their results out: by the pipeline's own account, else by what its results count. Asked
 * by one thread; told from another when the load begins.
 */
final class Processed implements Supplier<OptionalLong> {

    private final RunningPipeline pipeline;
    private final ResultReader reader;
    private final OutputMode mode;
    private final Map<CampaignWindow, Long> counts = new HashMap<>();
    private int rowsTaken;
    private long counted;
    private volatile long eventsBefore = -1;
    private volatile long startMs;

    Processed(RunningPipeline pipeline, ResultReader reader, OutputMode mode) {
        this.pipeline = pipeline;
        this.reader = reader;
        this.mode = mode;
    }

    /**
     * The load begins.
     *
     * @param eventsBefore events that are in the topic
     * @param startMs windows from this instant on are the load's, epoch ms
     */
    void begin(long eventsBefore, long startMs) {
        this.startMs = startMs;
        this.eventsBefore = eventsBefore;
    }

    /** Empty before the load, and in append mode, where a result may wait for its window. */
    @Override
    public OptionalLong get() {
        if (pipeline.tellsProgress()) {
            return OptionalLong.of(pipeline.committedOffsets().values().stream()
                    .mapToLong(Long::longValue)
                    .sum());
        }
        return eventsBefore < 0 || mode == OutputMode.APPEND
                ? OptionalLong.empty()
                : OptionalLong.of(eventsBefore + counted());
    }

    private long counted() {
        for (ResultRow row : reader.rowsFrom(rowsTaken)) {
            rowsTaken++;
            if (row.cell().windowStartMs() >= startMs) {
                long before = counts.getOrDefault(row.cell(), 0L);
                long now = Math.max(before, row.eventCount());
                counts.put(row.cell(), now);
                counted += now - before;
            }
        }
        return counted;
    }
}

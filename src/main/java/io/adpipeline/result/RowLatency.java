package io.adpipeline.result;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The latencies computed from result rows: from which rows, and how. The key is that of the metric in thresholds and
 * reports.
 */
public enum RowLatency {
    /** Result time − newest produce time, of every row. */
    END_TO_END("endToEnd", false, ResultRow::endToEndMs),
    /** Result time − newest intended time, of every row: the same without coordinated omission. */
    EVENT_TIME("eventTime", false, ResultRow::eventTimeMs),
    /** Result time − window end, of the last row of each (window, campaign). */
    WINDOW_CLOSE("windowClose", true, ResultRow::windowCloseMs);

    private final String key;
    private final boolean ofFinalRows;
    private final ToDoubleFunction<ResultRow> ms;

    RowLatency(String key, boolean ofFinalRows, ToDoubleFunction<ResultRow> ms) {
        this.key = key;
        this.ofFinalRows = ofFinalRows;
        this.ms = ms;
    }

    /** The name in YAML, JSON and tables. */
    public String key() {
        return key;
    }

    /** Whether only the last row of each (window, campaign) gives a sample. */
    public boolean ofFinalRows() {
        return ofFinalRows;
    }

    /**
     * The time a sample belongs to, epoch ms: the row's newest event, or the window's start if only final rows count.
     */
    public long timeMs(ResultRow row) {
        return ofFinalRows
                ? row.cell().windowStartMs()
                : TimeUnit.NANOSECONDS.toMillis(row.counts().maxEventTimeNs());
    }

    /** The latencies of rows, ms, in their order. */
    public double[] samplesMs(List<ResultRow> rows) {
        return rows.stream().mapToDouble(ms).toArray();
    }
}

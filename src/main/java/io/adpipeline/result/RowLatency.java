package io.adpipeline.result;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The table of latencies that are taken from result rows: of which rows, and how. The key is that of the metric of
 * thresholds and reports.
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

    /** Whether it is taken of the last row of each (window, campaign) only. */
    public boolean ofFinalRows() {
        return ofFinalRows;
    }

    /** When the row belongs to, epoch ms: its newest event, or its window where only the last row counts. */
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

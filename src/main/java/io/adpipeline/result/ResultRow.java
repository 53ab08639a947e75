package io.adpipeline.result;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;

/**
 * One record of the results topic.
 *
 * @param cell window and campaign of the row
 * @param windowEndMs exclusive end of the window, epoch ms
 * @param eventCount events of all types, as the row says
 * @param counts events by type, newest produce and newest intended time
 * @param resultTimeMs the broker's append time of this record, or with a {@link ReceiptProbe} its receipt, epoch ms
 * @param partition partition of the results topic
 * @param offset offset in that partition
 * @param trace when the row's events passed through the pipeline, as far as the pipeline reports it
 */
public record ResultRow(
        CampaignWindow cell,
        long windowEndMs,
        long eventCount,
        EventCounts counts,
        long resultTimeMs,
        int partition,
        long offset,
        Trace trace) {

    /** The value of a {@link Trace} component that the pipeline does not report. */
    public static final long UNKNOWN = -1;

    /**
     * The row's way through the pipeline.
     *
     * @param batchId micro-batch that emitted the row, or {@link #UNKNOWN}
     * @param maxAppendTimeMs newest broker append time of the row's events, epoch ms, or {@link #UNKNOWN}
     * @param emitTimeMs when the row was handed to the sink, epoch ms, or {@link #UNKNOWN}
     */
    public record Trace(long batchId, long maxAppendTimeMs, long emitTimeMs) {

        /** The trace of a row if the pipeline reports nothing. */
        public static final Trace NONE = new Trace(UNKNOWN, UNKNOWN, UNKNOWN);

        /** Whether all components are known. */
        public boolean complete() {
            return batchId != UNKNOWN && maxAppendTimeMs != UNKNOWN && emitTimeMs != UNKNOWN;
        }
    }

    /** {@code endToEnd}: result time − newest produce time, ms. */
    public double endToEndMs() {
        return resultTimeMs - counts.maxProduceTimeMs();
    }

    /** {@code eventTime}: result time − newest intended time, ms. */
    public double eventTimeMs() {
        return sinceIntendedMs(resultTimeMs);
    }

    /** Newest produce time − newest intended time, ms. */
    double scheduleLagMs() {
        return sinceIntendedMs(counts.maxProduceTimeMs());
    }

    /** Truncates to whole ms, as all other stamps are truncated, so that differences are right on average. */
    private double sinceIntendedMs(long timeMs) {
        return timeMs - counts.maxEventTimeNs() / 1_000_000;
    }

    /** {@code windowClose}, if this is the cell's final row: result time − window end, ms. */
    public double windowCloseMs() {
        return resultTimeMs - windowEndMs;
    }
}

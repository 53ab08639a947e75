package io.adpipeline.result;

import io.adpipeline.latency.Distribution;
import io.adpipeline.latency.Statistic;

/**
 * How far the reader's receipt of a record was from the broker's append of it, ms.
 *
 * @param samples records that it was measured by, at least 1
 * @param p50Ms its median
 * @param p99Ms the value that 99 of 100 do not exceed
 * @param maxMs the greatest
 */
public record ReceiptError(long samples, double p50Ms, double p99Ms, double maxMs) {

    /** @param errorsMs at least one */
    static ReceiptError of(Distribution errorsMs) {
        return new ReceiptError(
                errorsMs.count(),
                errorsMs.value(Statistic.P50),
                errorsMs.value(Statistic.P99),
                errorsMs.value(Statistic.MAX));
    }
}

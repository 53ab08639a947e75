package io.adpipeline.result;

import io.adpipeline.latency.Distribution;
import io.adpipeline.latency.Statistic;

/**
 * The absolute difference between the time at which the reader received a record and the broker's append time, ms.
 *
 * @param samples number of records measured, at least 1
 * @param p50Ms median
 * @param p99Ms 99th percentile
 * @param maxMs maximum
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

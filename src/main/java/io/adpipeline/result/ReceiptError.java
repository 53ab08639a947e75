package io.adpipeline.result;

import io.adpipeline.latency.SortedSamples;
import java.util.Collection;

/**
 * How far the reader's receipt of a record was from the broker's append of it, ms.
 *
 * @param samples records that it was measured by, at least 1
 * @param p50Ms its median
 * @param p99Ms the value that 99 of 100 do not exceed
 * @param maxMs the greatest
 */
public record ReceiptError(long samples, double p50Ms, double p99Ms, double maxMs) {

    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.99;

    /** @param errorsMs at least one */
    static ReceiptError of(Collection<Long> errorsMs) {
        SortedSamples sorted =
                new SortedSamples(errorsMs.stream().mapToDouble(Math::abs).toArray());
        return new ReceiptError(
                errorsMs.size(), sorted.quantileMs(MEDIAN), sorted.quantileMs(NEARLY_ALL), sorted.quantileMs(1));
    }
}

package io.adpipeline.latency;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A two-sided 95 % confidence interval of a statistic.
 *
 * @param low lower bound, ms
 * @param high upper bound, ms; not below {@code low}
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"low", "high"})
public record ConfidenceInterval(double low, double high) {

    public ConfidenceInterval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("low must not be above high, was [%s, %s]".formatted(low, high));
        }
    }

    /** Whether the value lies in the interval, bounds included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}

package io.adpipeline.run;

import io.adpipeline.result.ResultRow;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Finds out when a pipeline has warmed up: when a line through the medians of {@code eventTime} of the rows of four
 * stretches of 5 s, by their result time, falls by less than 10 % of their mean. What rises, or stays, is not warming up.
 * For one thread.
 */
final class WarmupEnd {

    private static final int STRETCHES = 4;
    private static final long STRETCH_MS = 5_000;
    /** The shortest warm-up: all stretches are of the load. */
    static final long LEAST_MS = STRETCHES * STRETCH_MS;

    private final List<ResultRow> rows = new ArrayList<>();

    void add(List<ResultRow> more) {
        rows.addAll(more);
    }

    /**
     * By how much latencies fell in the 20 s before an instant, percent of their mean; empty if there is a stretch without
     * a row.
     *
     * @param timeMs epoch ms
     */
    OptionalDouble fallPercent(long timeMs) {
        SimpleRegression line = new SimpleRegression();
        double sum = 0;
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            long fromMs = timeMs - (STRETCHES - stretch) * STRETCH_MS;
            double[] latenciesMs = rows.stream()
                    .filter(row -> row.resultTimeMs() >= fromMs && row.resultTimeMs() < fromMs + STRETCH_MS)
                    .mapToDouble(ResultRow::eventTimeMs)
                    .toArray();
            if (latenciesMs.length == 0) {
                return OptionalDouble.empty();
            }
            double medianMs = StatUtils.percentile(latenciesMs, 50);
            line.addData(stretch, medianMs);
            sum += medianMs;
        }
        double meanMs = sum / STRETCHES;
        return OptionalDouble.of(-100 * line.getSlope() * (STRETCHES - 1) / meanMs);
    }
}

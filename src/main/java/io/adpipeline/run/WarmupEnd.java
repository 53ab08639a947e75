package io.adpipeline.run;

import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.result.ResultRow;
import io.adpipeline.scenario.Scenario;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Finds out when a pipeline has warmed up. It takes the rows of the last four stretches, by result time, and fits a
 * line to the median {@code eventTime} of each stretch. The pipeline is warm when the line falls by less than 10 % of
 * the medians' mean, or does not fall. A stretch is 5 s; in append mode it is a window if that is longer. For one
 * thread.
 */
final class WarmupEnd {

    private static final int STRETCHES = 4;
    private static final long LEAST_STRETCH_MS = 5_000;

    private final long stretchMs;

    WarmupEnd(Scenario.Pipeline pipeline) {
        stretchMs = pipeline.outputMode() == OutputMode.APPEND
                ? Math.max(LEAST_STRETCH_MS, pipeline.window().toMillis())
                : LEAST_STRETCH_MS;
    }

    /** The shortest warm-up, ms: the load must fill all four stretches. */
    long leastMs() {
        return STRETCHES * stretchMs;
    }

    /**
     * By how much latencies fell in the four stretches before an instant, percent of their mean; empty if a stretch has
     * no row.
     *
     * @param rows all that have come, in any order
     * @param timeMs epoch ms
     */
    OptionalDouble fallPercent(List<ResultRow> rows, long timeMs) {
        SimpleRegression line = new SimpleRegression();
        double sum = 0;
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            long fromMs = timeMs - (STRETCHES - stretch) * stretchMs;
            double[] latenciesMs = rows.stream()
                    .filter(row -> row.resultTimeMs() >= fromMs && row.resultTimeMs() < fromMs + stretchMs)
                    .mapToDouble(ResultRow::eventTimeMs)
                    .toArray();
            if (latenciesMs.length == 0) {
                return OptionalDouble.empty();
            }
            double medianMs = StatUtils.percentile(latenciesMs, 50);
            line.addData(stretch, medianMs);
            sum += medianMs;
        }
        double meanMs = Math.max(1, sum / STRETCHES); // below that the clocks' difference counts for more
        return OptionalDouble.of(-100 * line.getSlope() * (STRETCHES - 1) / meanMs);
    }
}

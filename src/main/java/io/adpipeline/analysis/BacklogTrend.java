package io.adpipeline.analysis;

import io.adpipeline.latency.ConfidenceInterval;
import io.adpipeline.latency.SectionIntervals;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How fast a backlog grows, with a confidence interval. A backlog rises and falls with every burst, so a short run
 * always shows some slope, and neighbouring bins are correlated. The interval is that of a least squares slope,
 * computed with the effective number of bins, n (1 − r) / (1 + r), where r is the correlation of neighbouring
 * residuals: B. Santer et al., "Statistical significance of trends and trend differences in layer-average atmospheric
 * temperature time series", J. Geophys. Res. 105 (2000), pp. 7337-7356.
 *
 * @param growthPercent slope in percent of the asked rate; empty for fewer than three bins, since a line fits any two
 * @param interval its 95 % confidence interval, in percent too; empty if the effective number of bins is below three
 */
public record BacklogTrend(OptionalDouble growthPercent, Optional<ConfidenceInterval> interval) {

    private static final double LEVEL = 0.95;
    static final int LEAST_BINS = 3;

    /**
     * The trend of a part of the load.
     *
     * @param bins at least one
     */
    public static BacklogTrend of(List<BacklogBin> bins, double askedEventsPerSecond) {
        SimpleRegression line = new SimpleRegression();
        long startMs = bins.get(0).startMs();
        bins.forEach(bin -> line.addData(seconds(bin, startMs), bin.meanEvents()));
        double slope = line.getSlope();
        if (bins.size() < LEAST_BINS || Double.isNaN(slope)) {
            return new BacklogTrend(OptionalDouble.empty(), Optional.empty());
        }
        double percent = 100 / askedEventsPerSecond;
        return new BacklogTrend(
                OptionalDouble.of(slope * percent),
                halfWidth(bins, startMs, line)
                        .map(width -> new ConfidenceInterval((slope - width) * percent, (slope + width) * percent)));
    }

    /** Half the width of the slope's interval, events per second; empty if the effective number of bins is below 3. */
    private static Optional<Double> halfWidth(List<BacklogBin> bins, long startMs, SimpleRegression line) {
        double[] residuals = bins.stream()
                .mapToDouble(bin -> bin.meanEvents() - line.predict(seconds(bin, startMs)))
                .toArray();
        double freedom = SectionIntervals.effectiveCount(residuals, 0) - 2;
        if (freedom < 1) {
            return Optional.empty();
        }
        double error = Math.sqrt(line.getSumSquaredErrors() / freedom / line.getXSumSquares());
        return Optional.of(new TDistribution(freedom).inverseCumulativeProbability((1 + LEVEL) / 2) * error);
    }

    private static double seconds(BacklogBin bin, long startMs) {
        return ((bin.startMs() + bin.endMs()) / 2.0 - startMs) / 1e3;
    }
}

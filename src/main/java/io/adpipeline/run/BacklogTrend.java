package io.adpipeline.run;

import io.adpipeline.latency.ConfidenceInterval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How fast a backlog grows, and how sure that is. A backlog goes up and down with every micro-batch and burst, so that
 * a short run shows some slope in any case, and neighbouring samples are alike. The interval is that of a least squares
 * slope with the effective number of samples, n (1 − r) / (1 + r), r the correlation of neighbouring residuals: B.
 * Santer et al., "Statistical significance of trends and trend differences in layer-average atmospheric temperature time
 * series", J. Geophys. Res. 105 (2000), pp. 7337-7356.
 *
 * @param growthPercent slope in percent of the asked rate; empty for less than three samples: through two there
 *     always is a line
 * @param interval its 95 % confidence interval, in percent too; empty if samples are so alike that they
 *     count as too few
 */
record BacklogTrend(OptionalDouble growthPercent, Optional<ConfidenceInterval> interval) {

    private static final double LEVEL = 0.95;
    private static final int LEAST_SAMPLES = 3;

    /** @param samples at least one */
    static BacklogTrend of(List<BacklogSample> samples, double askedEventsPerSecond) {
        SimpleRegression line = new SimpleRegression();
        long startMs = samples.get(0).timeMs();
        samples.forEach(sample -> line.addData(seconds(sample, startMs), sample.events()));
        double slope = line.getSlope();
        if (samples.size() < LEAST_SAMPLES || Double.isNaN(slope)) {
            return new BacklogTrend(OptionalDouble.empty(), Optional.empty());
        }
        double percent = 100 / askedEventsPerSecond;
        return new BacklogTrend(
                OptionalDouble.of(slope * percent),
                halfWidth(samples, startMs, line)
                        .map(width -> new ConfidenceInterval((slope - width) * percent, (slope + width) * percent)));
    }

    /** Of the interval of the slope, events per second. */
    private static Optional<Double> halfWidth(List<BacklogSample> samples, long startMs, SimpleRegression line) {
        double[] residuals = samples.stream()
                .mapToDouble(sample -> sample.events() - line.predict(seconds(sample, startMs)))
                .toArray();
        double correlation = neighbourCorrelation(residuals);
        double freedom = residuals.length * (1 - correlation) / (1 + correlation) - 2;
        if (freedom <= 0) {
            return Optional.empty();
        }
        double error = Math.sqrt(line.getSumSquaredErrors() / freedom / line.getXSumSquares());
        return Optional.of(new TDistribution(freedom).inverseCumulativeProbability((1 + LEVEL) / 2) * error);
    }

    /** From 0: what goes up and down by turns must not seem more certain than independent samples would be. */
    private static double neighbourCorrelation(double[] residuals) {
        double products = 0;
        double squares = residuals[0] * residuals[0];
        for (int i = 1; i < residuals.length; i++) {
            products += residuals[i] * residuals[i - 1];
            squares += residuals[i] * residuals[i];
        }
        return squares == 0 ? 0 : Math.max(0, products / squares);
    }

    private static double seconds(BacklogSample sample, long startMs) {
        return (sample.timeMs() - startMs) / 1e3;
    }
}

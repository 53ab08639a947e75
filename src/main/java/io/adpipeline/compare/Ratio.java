package io.adpipeline.compare;

import java.util.Locale;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * How many times the figure of a that of b is: the geometric mean over rounds, with the interval of Student's t on
 * their logarithms. Rounds are independent, and each is one sample however many events it had.
 *
 * @param value geometric mean of b / a, above 0
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param confidence of the interval, below 1
 */
public record Ratio(double value, double low, double high, double confidence) {

    /**
     * Of some rounds.
     *
     * @param logRatios ln(b / a) of each round, at least two
     */
    static Ratio of(double[] logRatios, double confidence) {
        SummaryStatistics rounds = new SummaryStatistics();
        for (double ratio : logRatios) {
            rounds.addValue(ratio);
        }
        double half = half(rounds.getStandardDeviation(), logRatios.length, confidence);
        return new Ratio(
                Math.exp(rounds.getMean()),
                Math.exp(rounds.getMean() - half),
                Math.exp(rounds.getMean() + half),
                confidence);
    }

    /** Half of an interval of logarithms. */
    private static double half(double standardDeviation, int rounds, double confidence) {
        double t = new TDistribution(rounds - 1.0).inverseCumulativeProbability((1 + confidence) / 2);
        return t * standardDeviation / Math.sqrt(rounds);
    }

    /**
     * The smallest difference that so many rounds tell from none, percent.
     *
     * @param standardDeviation by which ln(b / a) differs from round to round
     */
    static double resolvedPercent(double standardDeviation, int rounds, double confidence) {
        return percent(Math.exp(half(standardDeviation, rounds, confidence)));
    }

    /** Of the estimate to its upper end: the smallest difference that so many such rounds tell from none, percent. */
    public double resolvedPercent() {
        return percent(high / value);
    }

    /** As in {@code +12.3 % [+8.1, +16.7]}. */
    public String text() {
        return String.format(Locale.ROOT, "%+.1f %% [%+.1f, %+.1f]", percent(value), percent(low), percent(high));
    }

    /** What a ratio is more than 1, percent. */
    public static double percent(double ratio) {
        return 100 * (ratio - 1);
    }
}

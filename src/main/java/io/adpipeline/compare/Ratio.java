package io.adpipeline.compare;

import java.util.Locale;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * The ratio b / a of a figure: the geometric mean over rounds, with the interval of Student's t on the logarithms.
 * Rounds are independent; each is one sample, however many events it had.
 *
 * @param value geometric mean of b / a, above 0
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param confidence of the interval, below 1
 */
public record Ratio(double value, double low, double high, double confidence) {

    /**
     * The ratio over several rounds.
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

    /** Half the width of the interval, on the logarithmic scale. */
    private static double half(double standardDeviation, int rounds, double confidence) {
        double t = new TDistribution(rounds - 1.0).inverseCumulativeProbability((1 + confidence) / 2);
        return t * standardDeviation / Math.sqrt(rounds);
    }

    /**
     * The smallest difference that so many rounds can tell from none, percent.
     *
     * @param standardDeviation of ln(b / a) from round to round
     */
    static double resolvedPercent(double standardDeviation, int rounds, double confidence) {
        return percent(Math.exp(half(standardDeviation, rounds, confidence)));
    }

    /** The smallest difference that so many such rounds can tell from none, percent: the interval's upper half. */
    public double resolvedPercent() {
        return percent(high / value);
    }

    /** As in {@code +12.3 % [+8.1, +16.7]}. */
    public String text() {
        return String.format(Locale.ROOT, "%+.1f %% [%+.1f, %+.1f]", percent(value), percent(low), percent(high));
    }

    /** How much a ratio is above 1, percent. */
    public static double percent(double ratio) {
        return 100 * (ratio - 1);
    }
}

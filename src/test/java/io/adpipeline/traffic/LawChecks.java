package io.adpipeline.traffic;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/** Statistical checks of a law of arrivals. Each gives a p-value: the chance that a sequence of that law looks so. */
final class LawChecks {

    /** Below this a law is rejected. Seeds are fixed, so a check either always passes or never. */
    static final double ALPHA = 1e-3;

    static final long SECOND_NS = 1_000_000_000L;

    private LawChecks() {}

    /** Kolmogorov-Smirnov: are these draws of an exponential distribution with that mean? */
    static double exponentialPValue(double[] values, double mean) {
        return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new ExponentialDistribution(mean), values);
    }

    /**
     * Two-sided dispersion test: have these counts the variance of a Poisson distribution? The sum of squares over the
     * mean is chi-square distributed with n - 1 degrees of freedom (R. A. Fisher, 1922).
     */
    static double poissonDispersionPValue(double[] counts) {
        SummaryStatistics summary = summary(counts);
        int freedom = counts.length - 1;
        double below = new ChiSquaredDistribution(freedom)
                .cumulativeProbability(freedom * summary.getVariance() / summary.getMean());
        return 2 * Math.min(below, 1 - below);
    }

    /** Two-sided z test: has a normal variable with that mean and standard deviation such a value? */
    static double normalPValue(double value, double mean, double deviation) {
        double z = Math.abs(value - mean) / deviation;
        return 2 * new NormalDistribution(null, 0, 1).cumulativeProbability(-z);
    }

    /** The same for a Poisson distributed count with a large mean. */
    static double poissonCountPValue(double count, double mean) {
        return normalPValue(count, mean, Math.sqrt(mean));
    }

    /** Central limit theorem: have independent values that mean? */
    static double meanPValue(double[] values, double mean) {
        SummaryStatistics summary = summary(values);
        return normalPValue(summary.getMean(), mean, summary.getStandardDeviation() / Math.sqrt(values.length));
    }

    /**
     * Are two independent series uncorrelated? Each may be correlated with its own past: the correlation of n pairs
     * has the variance (1 + 2 sum of rho_k^2) / n, rho_k being either series' autocorrelation at lag k (M. S.
     * Bartlett, "Some aspects of the time-correlation problem in regard to tests of significance", 1935).
     */
    static double uncorrelatedPValue(double[] one, double[] other, double sumOfSquaredAutocorrelations) {
        double deviation = Math.sqrt((1 + 2 * sumOfSquaredAutocorrelations) / one.length);
        return normalPValue(new PearsonsCorrelation().correlation(one, other), 0, deviation);
    }

    /** The first gaps between arrivals, ns. */
    static double[] gapsNs(ArrivalSequence arrivals, int count) {
        double[] gaps = new double[count];
        long beforeNs = 0;
        for (int i = 0; i < count; i++) {
            long atNs = arrivals.nextNs();
            gaps[i] = atNs - beforeNs;
            beforeNs = atNs;
        }
        return gaps;
    }

    /** Arrivals in each of the first intervals of that length. */
    static double[] counts(ArrivalSequence arrivals, long intervalNs, int intervals) {
        double[] counts = new double[intervals];
        for (long atNs = arrivals.nextNs(); atNs < intervalNs * intervals; atNs = arrivals.nextNs()) {
            counts[(int) (atNs / intervalNs)]++;
        }
        return counts;
    }

    private static SummaryStatistics summary(double[] values) {
        SummaryStatistics summary = new SummaryStatistics();
        for (double value : values) {
            summary.addValue(value);
        }
        return summary;
    }
}

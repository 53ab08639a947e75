package io.adpipeline.traffic;

/**
 * What theory says of the counts of a two-state MMPP, after W. Fischer and K. Meier-Hellstern, "The Markov-modulated
 * Poisson process (MMPP) cookbook", Performance Evaluation 18 (1993): the rate of the process is a Markov chain whose
 * autocovariance is p1 p2 (l2 - l1)^2 exp(-(q12 + q21) t).
 */
record MmppTheory(MmppModel model) {

    /** Index of dispersion for counts: variance over mean of the arrivals in a time, in the stationary process. */
    double indexOfDispersion(double meanRate, double seconds) {
        double decay = decay();
        double fade = 1 - (1 - Math.exp(-decay * seconds)) / (decay * seconds);
        return 1 + 2 * rateVariance(meanRate) / (meanRate * decay) * fade;
    }

    double countVariance(double meanRate, double seconds) {
        return meanRate * seconds * indexOfDispersion(meanRate, seconds);
    }

    /** Of the counts in successive intervals: sum over all lags from 1 of the squared autocorrelation. */
    double sumOfSquaredAutocorrelations(double meanRate, double intervalSeconds) {
        double decay = decay();
        double kept = Math.exp(-decay * intervalSeconds);
        double covarianceAtLagOne = rateVariance(meanRate) * Math.pow((1 - kept) / decay, 2);
        double atLagOne = covarianceAtLagOne / countVariance(meanRate, intervalSeconds);
        return atLagOne * atLagOne / (1 - kept * kept); // each further lag keeps the same part
    }

    /** Variance of the share of a long time that is spent in state 2. */
    double highShareVariance(double seconds) {
        return 2 * shareVariance() / (decay() * seconds);
    }

    private double rateVariance(double meanRate) {
        double lowRate = meanRate * decay() / (model.q21() + model.rateRatio() * model.q12());
        double jump = (model.rateRatio() - 1) * lowRate;
        return shareVariance() * jump * jump;
    }

    private double shareVariance() {
        return model.q12() * model.q21() / (decay() * decay());
    }

    private double decay() {
        return model.q12() + model.q21();
    }
}

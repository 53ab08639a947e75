package io.adpipeline.latency;

/** Samples of a latency, at least one. */
public interface Distribution {

    /** The arithmetic mean, ms; infinite if a sample never came. */
    double meanMs();

    /**
     * The order statistic of nearest rank, ms: the smallest sample that at least this share of the samples does not
     * exceed.
     *
     * @param share above 0; from 1 on the largest sample
     */
    double quantileMs(double share);

    /** The share of samples that are not above a value, from 0 to 1. */
    double shareUpTo(double valueMs);
}

package io.adpipeline.traffic;

/** A law of arrivals. Immutable; the sequences it makes are independent of each other. */
public interface TrafficModel {

    /**
     * The arrivals of one producer.
     *
     * @param ratePerSecond long-run mean arrivals per second, finite and above 0
     * @param seed equal seeds give equal sequences; different seeds give independent ones
     * @throws IllegalArgumentException if the rate is not finite and above 0
     */
    ArrivalSequence arrivals(double ratePerSecond, long seed);
}

package io.adpipeline.load;

/**
 * Bounds on how far a broker's clock is ahead of the load generator's; negative where it is behind.
 *
 * @param broker id of the broker
 * @param lowMs lower bound, ms
 * @param highMs upper bound, ms
 */
public record ClockOffset(int broker, double lowMs, double highMs) {}

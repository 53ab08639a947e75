package io.adpipeline.load;

/**
 * Between which bounds a broker's clock is ahead of the load generator's; behind it where below 0.
 *
 * @param broker id of the broker
 * @param lowMs at least, ms
 * @param highMs at most, ms
 */
public record ClockOffset(int broker, double lowMs, double highMs) {}

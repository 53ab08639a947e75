package io.adpipeline.evidence;

import java.util.OptionalLong;

/**
 * The most that a consumer was behind the events topic while measuring, by the offsets that it committed.
 *
 * @param consumer name of a pipeline, or of a command's consumer group
 * @param maxEvents the most events; empty if it committed no offsets
 */
public record ConsumerLag(String consumer, OptionalLong maxEvents) {}

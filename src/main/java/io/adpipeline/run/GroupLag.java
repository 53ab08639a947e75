package io.adpipeline.run;

import java.util.OptionalLong;

/**
 * How far a consumer group was behind the events topic while measuring, by the offsets that it committed.
 *
 * @param group name of the group
 * @param maxEvents the most events; empty if it committed none
 */
public record GroupLag(String group, OptionalLong maxEvents) {}

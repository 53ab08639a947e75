package io.adpipeline.evidence;

/**
 * How far a pipeline was behind at one instant: as it reports itself, or as its results count if it reports nothing.
 *
 * @param timeMs epoch ms
 * @param events end offset − committed offset
 * @param endOffset sum of the topic's end offsets: events appended so far
 * @param committedOffset sum of the committed offsets, or events counted so far
 */
public record BacklogSample(long timeMs, long events, long endOffset, long committedOffset) {}

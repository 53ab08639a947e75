package io.adpipeline.run;

/**
 * Events in the topic that the pipeline had not committed at one instant.
 *
 * @param timeMs epoch ms
 * @param events end offsets − committed offsets, over all partitions
 * @param endOffset sum of the topic's end offsets: events appended so far
 * @param committedOffset sum of the committed offsets: events processed so far
 */
public record BacklogSample(long timeMs, long events, long endOffset, long committedOffset) {}

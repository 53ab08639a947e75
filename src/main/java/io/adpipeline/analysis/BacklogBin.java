package io.adpipeline.analysis;

/**
 * The backlog in a short part of the load.
 *
 * @param startMs its start, epoch ms
 * @param endMs its exclusive end, epoch ms
 * @param meanEvents events that waited for their result, as a mean over its time
 * @param maxEvents the most at one time
 * @param counted events whose first result came in it
 */
public record BacklogBin(long startMs, long endMs, double meanEvents, long maxEvents, long counted) {}

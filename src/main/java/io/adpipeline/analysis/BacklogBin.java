package io.adpipeline.analysis;

/**
 * The backlog in a short part of the load.
 *
 * @param startMs its start, epoch ms
 * @param endMs its exclusive end, epoch ms
 * @param meanEvents events that waited for their first result, mean over time
 * @param maxEvents the most at one time
 * @param counted events whose first result came in this part
 */
public record BacklogBin(long startMs, long endMs, double meanEvents, long maxEvents, long counted) {}

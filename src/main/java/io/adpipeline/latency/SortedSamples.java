package io.adpipeline.latency;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/** Samples one by one, in ascending order. Immutable. */
public final class SortedSamples implements Distribution {

    private final double[] sortedMs;

    /** @param samplesMs in any order; not changed and not kept */
    public SortedSamples(double[] samplesMs) {
        sortedMs = samplesMs.clone();
        Arrays.sort(sortedMs);
    }

    @Override
    public double meanMs() {
        return StatUtils.mean(sortedMs);
    }

    @Override
    public double quantileMs(double share) {
        int rank = (int) Math.ceil(share * sortedMs.length);
        return sortedMs[Math.max(1, Math.min(rank, sortedMs.length)) - 1];
    }

    @Override
    public double shareUpTo(double valueMs) {
        int low = 0;
        int high = sortedMs.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sortedMs[middle] <= valueMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) low / sortedMs.length;
    }
}

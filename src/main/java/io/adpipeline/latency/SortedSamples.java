package io.adpipeline.latency;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/** Samples one by one, in ascending order. Immutable. */
public final class SortedSamples implements Distribution {

    private final double[] sortedMs;

    /**
     * Sorts a copy of the samples.
     *
     * @param samplesMs in any order; not changed and not kept
     * @throws IllegalArgumentException if a sample is NaN or infinite; names the first one
     */
    public SortedSamples(double[] samplesMs) {
        for (int i = 0; i < samplesMs.length; i++) {
            if (!Double.isFinite(samplesMs[i])) {
                throw new IllegalArgumentException(
                        "samplesMs[%d] must be a finite number, was %s".formatted(i, samplesMs[i]));
            }
        }
        sortedMs = samplesMs.clone();
        Arrays.sort(sortedMs);
    }

    @Override
    public long count() {
        return sortedMs.length;
    }

    @Override
    public double meanMs() {
        return StatUtils.mean(sortedMs);
    }

    @Override
    public double ofRankMs(long rank) {
        return sortedMs[(int) rank - 1];
    }

    @Override
    public double shareUpTo(double valueMs) {
        return (double) Arrays.stream(sortedMs).filter(ms -> ms <= valueMs).count() / sortedMs.length;
    }
}

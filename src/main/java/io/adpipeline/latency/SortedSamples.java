package io.adpipeline.latency;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;

/** Samples in ascending order, each with its block. */
final class SortedSamples {
    private final Blocks blocks;
    private final Sample[] samples;

    private record Sample(double valueMs, int block, long tieBreak) {}

    /**
     * Equal samples of one block stay together, since mixing the rows would hide that they belong together, and which
     * block comes first is drawn, so that early blocks do not always count as the faster ones.
     */
    SortedSamples(double[] samplesMs, Blocks blocks, long seed) {
        this.blocks = blocks;
        SplittableRandom random = new SplittableRandom(seed);
        long[] tieBreaks = random.longs(blocks.count()).toArray();
        samples = new Sample[samplesMs.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = new Sample(samplesMs[i], blocks.of(i), tieBreaks[blocks.of(i)]);
        }
        Arrays.sort(samples, Comparator.comparingDouble(Sample::valueMs).thenComparingLong(Sample::tieBreak));
    }

    /** Of each block, how many of its samples are among the {@code rank} smallest of all. */
    double[] countsUpTo(int rank) {
        double[] counts = new double[blocks.count()];
        for (int i = 0; i < rank; i++) {
            counts[samples[i].block()]++;
        }
        return counts;
    }

    /**
     * All values that can be the quantile: those at which the share of samples up to the value differs from
     * {@code quantile} by no more standard errors than the resamples do. Up to the largest sample the share is 1
     * without any error, so there always is an upper end.
     */
    ConfidenceInterval notRejected(double quantile, StudentizedBootstrap.CriticalValues t) {
        double[] distances = distances(quantile);
        int low = 0;
        while (distances[low] < t.low()) {
            low++;
        }
        int high = low;
        while (distances[high] <= t.high()) {
            high++;
        }
        return new ConfidenceInterval(samples[low].valueMs(), samples[high].valueMs());
    }

    /**
     * For every sample, how many standard errors the share of samples up to it lies from {@code quantile}. From one
     * sample to the next the sums behind the error change in one block only.
     */
    private double[] distances(double quantile) {
        double n = samples.length;
        double nn = blocks.sumOfSquaredSizes();
        double aa = 0;
        double an = 0;
        double[] counts = new double[blocks.count()];
        double[] distances = new double[samples.length];
        for (int i = 0; i < samples.length; i++) {
            int block = samples[i].block();
            aa += 2 * counts[block]++ + 1;
            an += blocks.size(block);
            double share = (i + 1) / n;
            double error = Math.sqrt(Math.max(0, aa - 2 * share * an + share * share * nn)) / n;
            distances[i] = share == quantile ? 0 : (share - quantile) / error;
        }
        return distances;
    }
}

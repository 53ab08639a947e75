package io.adpipeline.latency;

import java.util.Arrays;

/**
 * Which block each sample belongs to, and how large the blocks are. They are numbered from 0 in the order of their
 * names, so that nothing depends on the order of the samples.
 */
final class Blocks {
    private final int[] blockOf;
    private final int[] sizes;

    Blocks(long[] names) {
        long[] distinct = Arrays.stream(names).sorted().distinct().toArray();
        blockOf = new int[names.length];
        sizes = new int[distinct.length];
        for (int i = 0; i < names.length; i++) {
            blockOf[i] = Arrays.binarySearch(distinct, names[i]);
            sizes[blockOf[i]]++;
        }
    }

    int of(int sample) {
        return blockOf[sample];
    }

    int count() {
        return sizes.length;
    }

    int size(int block) {
        return sizes[block];
    }

    double sumOfSquaredSizes() {
        double sum = 0;
        for (int size : sizes) {
            sum += (double) size * size;
        }
        return sum;
    }

    /**
     * How many blocks of equal size would say as much: {@code (sum n)^2 / sum n^2}, the number of blocks if all have
     * the same size and near 1 if a single one holds nearly all samples (Kish, "Survey Sampling", 1965).
     */
    double effectiveCount() {
        double samples = blockOf.length;
        return samples * samples / sumOfSquaredSizes();
    }
}

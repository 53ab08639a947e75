package io.adpipeline.latency;

import java.util.HashMap;
import java.util.Map;

/** Which block each sample belongs to, the blocks numbered from 0 in order of appearance, and how large they are. */
final class Blocks {
    private final int[] blockOf;
    private final int[] sizes;

    Blocks(long[] names) {
        Map<Long, Integer> numbers = new HashMap<>();
        blockOf = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            Integer next = numbers.size();
            Integer known = numbers.putIfAbsent(names[i], next);
            blockOf[i] = known == null ? next : known;
        }
        sizes = new int[numbers.size()];
        for (int block : blockOf) {
            sizes[block]++;
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
     * How many blocks of equal size would say as much: {@code (sum n)^2 / sum n^2}, the number of blocks if all have the
     * same size and near 1 if a single one holds nearly all samples (Kish, "Survey Sampling", 1965).
     */
    double effectiveCount() {
        double samples = blockOf.length;
        return samples * samples / sumOfSquaredSizes();
    }
}

package io.adpipeline.load;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How far the clocks of the brokers can be ahead of this machine's, from the answers to one producer: a record was appended
 * after it was handed over and before it was acknowledged. As in F. Cristian, "Probabilistic clock synchronization",
 * Distributed Computing 3 (1989), pp. 146-158: the quickest answers give the narrowest bounds.
 *
 * <p>Written by the producer's I/O thread alone; read after that thread has ended.
 */
final class ClockBounds {

    /** The broker's time is cut to whole milliseconds. */
    private static final long RESOLUTION_NS = 1_000_000;

    /** By partition. */
    private long[] lowNs = {};

    private long[] highNs = {};

    /** @param appendMs the broker's time, epoch ms; below 0 if it gave none */
    void acknowledged(int partition, long producedNs, long appendMs, long acknowledgedNs) {
        if (appendMs < 0) {
            return;
        }
        if (partition >= lowNs.length) {
            grow(partition + 1);
        }
        long appendNs = TimeUnit.MILLISECONDS.toNanos(appendMs);
        lowNs[partition] = Math.max(lowNs[partition], appendNs - acknowledgedNs);
        highNs[partition] = Math.min(highNs[partition], appendNs + RESOLUTION_NS - producedNs);
    }

    private void grow(int partitions) {
        int known = lowNs.length;
        lowNs = Arrays.copyOf(lowNs, partitions);
        highNs = Arrays.copyOf(highNs, partitions);
        Arrays.fill(lowNs, known, partitions, Long.MIN_VALUE);
        Arrays.fill(highNs, known, partitions, Long.MAX_VALUE);
    }

    /**
     * The narrowest bounds of each broker that has answered, by its id. A broker whose bounds contradict each other is left
     * out: its partitions, or its clock, moved.
     *
     * @param all of each producer
     * @param leaders the broker of each partition
     */
    static List<ClockOffset> offsets(Collection<ClockBounds> all, Map<Integer, Integer> leaders) {
        Map<Integer, ClockOffset> byBroker = new TreeMap<>();
        for (ClockBounds bounds : all) {
            for (int partition = 0; partition < bounds.lowNs.length; partition++) {
                if (bounds.lowNs[partition] != Long.MIN_VALUE && leaders.containsKey(partition)) {
                    byBroker.merge(
                            leaders.get(partition),
                            new ClockOffset(
                                    leaders.get(partition),
                                    bounds.lowNs[partition] / 1e6,
                                    bounds.highNs[partition] / 1e6),
                            ClockBounds::both);
                }
            }
        }
        return byBroker.values().stream()
                .filter(offset -> offset.lowMs() <= offset.highMs())
                .toList();
    }

    private static ClockOffset both(ClockOffset one, ClockOffset other) {
        return new ClockOffset(
                one.broker(), Math.max(one.lowMs(), other.lowMs()), Math.min(one.highMs(), other.highMs()));
    }
}

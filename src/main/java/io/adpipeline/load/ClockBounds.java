package io.adpipeline.load;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Bounds on how far the brokers' clocks are ahead of this machine's, from the acknowledgements to one producer. A
 * broker appends a record after its hand-over and before its acknowledgement, so the quickest acknowledgements give the
 * narrowest bounds (F. Cristian, "Probabilistic clock synchronization", Distributed Computing 3 (1989), pp. 146-158).
 *
 * <p>Written by the producer's I/O thread alone; read after that thread has ended.
 */
final class ClockBounds {

    /** The broker's time is cut to whole milliseconds. */
    private static final long RESOLUTION_NS = 1_000_000;

    /** Lower bounds on the broker's clock − this machine's, by partition. */
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
     * Combines the bounds to the narrowest ones of each broker that has answered, sorted by broker id. A broker whose
     * bounds contradict each other is left out: its clock jumped, or its partitions moved to another broker.
     *
     * @param all the bounds of each producer
     * @param leaders the broker id of each partition's leader
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
                            ClockBounds::intersection);
                }
            }
        }
        return byBroker.values().stream()
                .filter(offset -> offset.lowMs() <= offset.highMs())
                .toList();
    }

    private static ClockOffset intersection(ClockOffset one, ClockOffset other) {
        return new ClockOffset(
                one.broker(), Math.max(one.lowMs(), other.lowMs()), Math.min(one.highMs(), other.highMs()));
    }
}

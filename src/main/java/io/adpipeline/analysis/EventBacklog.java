package io.adpipeline.analysis;

import io.adpipeline.evidence.Schedule;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.result.EventMatching;
import io.adpipeline.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;

/**
 * How many events waited for their first result, all through the load. An event waits from its intended time, or in
 * append mode from the time its window is due, until the first result that counts it. Means are over time. Memory does
 * not grow with the number of events.
 */
final class EventBacklog {

    private static final long LEAST_BIN_MS = 500;
    private static final long MOST_SLOTS = 200_000;

    private final Scenario.Pipeline pipeline;
    private final Schedule schedule;
    private final long slotMs;
    private final int slotsInBin;
    private final int bins;
    private final long originMs;
    /** By slot: events that begin to wait, minus events that get their first result. */
    private final long[] change;

    /** By slot: events that get their first result. */
    private final long[] counted;

    EventBacklog(Schedule schedule, Scenario.Pipeline pipeline) {
        this.schedule = schedule;
        this.pipeline = pipeline;
        slotMs = Schedule.ceilDiv(schedule.endMs() - schedule.startMs(), MOST_SLOTS);
        long leastBinMs = append() ? Math.max(LEAST_BIN_MS, schedule.windowMs()) : LEAST_BIN_MS;
        slotsInBin = (int) Schedule.ceilDiv(leastBinMs, slotMs);
        long before = Schedule.ceilDiv(schedule.measureFromMs() - schedule.startMs(), binMs());
        originMs = schedule.measureFromMs() - before * binMs();
        bins = (int) ((schedule.endMs() - originMs) / binMs());
        change = new long[bins * slotsInBin];
        counted = new long[change.length];
    }

    private boolean append() {
        return pipeline.outputMode() == OutputMode.APPEND;
    }

    private long binMs() {
        return slotMs * slotsInBin;
    }

    /** @param countedMs epoch ms, or {@link EventMatching#NEVER} */
    void add(long windowStartMs, long intendedMs, long countedMs) {
        long dueMs = append()
                ? windowStartMs + schedule.windowMs() + pipeline.watermark().toMillis()
                : intendedMs;
        long endMs = Math.max(dueMs, countedMs);
        change(dueMs, 1);
        change(endMs, -1);
        long slot = (endMs - originMs) / slotMs;
        if (slot < counted.length) {
            counted[(int) slot]++;
        }
    }

    private void change(long timeMs, long events) {
        long slot = (timeMs - originMs) / slotMs;
        if (slot < change.length) {
            change[(int) slot] += events;
        }
    }

    /**
     * All bins that end within the load, in order. A bin begins where measuring does, so the first may precede the
     * load.
     */
    List<BacklogBin> bins() {
        List<BacklogBin> all = new ArrayList<>();
        long waiting = 0;
        for (int bin = 0; bin < bins; bin++) {
            Part part = new Part(bin * slotsInBin);
            for (int slot = 0; slot < slotsInBin; slot++) {
                waiting += change[bin * slotsInBin + slot];
                part.add(waiting, counted[bin * slotsInBin + slot]);
            }
            all.add(part.bin());
        }
        return all;
    }

    /**
     * The measured phase, split at results into parts that are at least as long as a bin. Micro-batches make the
     * backlog a sawtooth; each part holds whole cycles, so that its mean does not depend on where one is cut. The
     * rest at the end is a part only if it is longer than a bin and than all other parts: then results have stopped.
     */
    List<BacklogBin> cycles() {
        List<BacklogBin> all = new ArrayList<>();
        int from = slotOf(schedule.measureFromMs());
        int to = Math.min(slotOf(schedule.measureToMs()), change.length);
        long waiting = Arrays.stream(change, 0, from).sum();
        Part part = null;
        for (int slot = from; slot < to; slot++) {
            if (counted[slot] > 0 && (part == null || part.slots() >= slotsInBin)) {
                if (part != null) {
                    all.add(part.bin());
                }
                part = new Part(slot);
            }
            waiting += change[slot];
            if (part != null) {
                part.add(waiting, counted[slot]);
            }
        }
        if (part != null && part.slots() > slotsInBin && isLongest(part.bin(), all)) {
            all.add(part.bin());
        }
        return all;
    }

    private int slotOf(long timeMs) {
        return (int) ((timeMs - originMs) / slotMs);
    }

    private static boolean isLongest(BacklogBin bin, List<BacklogBin> others) {
        return others.stream().allMatch(other -> other.endMs() - other.startMs() < bin.endMs() - bin.startMs());
    }

    /** Consecutive slots. */
    private final class Part {

        private final int start;
        private final LongSummaryStatistics waiting = new LongSummaryStatistics();
        private long events;

        Part(int start) {
            this.start = start;
        }

        void add(long waitingInSlot, long countedInSlot) {
            waiting.accept(waitingInSlot);
            events += countedInSlot;
        }

        long slots() {
            return waiting.getCount();
        }

        BacklogBin bin() {
            long startMs = originMs + start * slotMs;
            return new BacklogBin(startMs, startMs + slots() * slotMs, waiting.getAverage(), waiting.getMax(), events);
        }
    }
}

package io.adpipeline.run;

import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.result.EventMatching;
import io.adpipeline.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * How many events waited for their result, all through the load. An event waits from its intended time, or in append mode
 * from when its window is due, to the first result that counts it. The mean of a bin is one over time, so that it does not
 * matter how bins and micro-batches fall together. What is kept does not grow with the number of events.
 */
final class EventBacklog {

    private static final long LEAST_BIN_MS = 500;
    private static final long MOST_CELLS = 200_000;

    private final Scenario.Pipeline pipeline;
    private final Schedule schedule;
    private final long cellMs;
    private final int cellsInBin;
    private final int bins;
    private final long originMs;
    /** Events that begin to wait less those that are counted, by cell. */
    private final long[] change;

    private final long[] counted;

    EventBacklog(Schedule schedule, Scenario.Pipeline pipeline) {
        this.schedule = schedule;
        this.pipeline = pipeline;
        cellMs = ceilDiv(schedule.endMs() - schedule.startMs(), MOST_CELLS);
        long leastBinMs = append() ? Math.max(LEAST_BIN_MS, schedule.windowMs()) : LEAST_BIN_MS;
        cellsInBin = (int) ceilDiv(leastBinMs, cellMs);
        long before = ceilDiv(schedule.measureFromMs() - schedule.startMs(), binMs());
        originMs = schedule.measureFromMs() - before * binMs();
        bins = (int) ((schedule.endMs() - originMs) / binMs());
        change = new long[bins * cellsInBin];
        counted = new long[bins];
    }

    private static long ceilDiv(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private boolean append() {
        return pipeline.outputMode() == OutputMode.APPEND;
    }

    private long binMs() {
        return cellMs * cellsInBin;
    }

    /** @param countedMs epoch ms, or {@link EventMatching#NEVER} */
    void add(long windowStartMs, long intendedMs, long countedMs) {
        long dueMs = append()
                ? windowStartMs + schedule.windowMs() + pipeline.watermark().toMillis()
                : intendedMs;
        long endMs = Math.max(dueMs, countedMs);
        change(dueMs, 1);
        change(endMs, -1);
        long bin = (endMs - originMs) / binMs();
        if (bin < bins) {
            counted[(int) bin]++;
        }
    }

    private void change(long timeMs, long events) {
        long cell = (timeMs - originMs) / cellMs;
        if (cell < change.length) {
            change[(int) cell] += events;
        }
    }

    /** Those that lie wholly in the load, in order; one begins where measuring does. */
    List<BacklogBin> bins() {
        List<BacklogBin> all = new ArrayList<>();
        long waiting = 0;
        for (int bin = 0; bin < bins; bin++) {
            long sum = 0;
            long max = 0;
            for (int cell = 0; cell < cellsInBin; cell++) {
                waiting += change[bin * cellsInBin + cell];
                sum += waiting;
                max = Math.max(max, waiting);
            }
            long startMs = originMs + bin * binMs();
            all.add(new BacklogBin(startMs, startMs + binMs(), (double) sum / cellsInBin, max, counted[bin]));
        }
        return all;
    }
}

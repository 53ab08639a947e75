package io.adpipeline.result;

import io.adpipeline.event.EventCounts;
import io.adpipeline.event.EventType;
import io.adpipeline.result.EventMatching.ResultFault;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The events of one (window, campaign), in the order of their times, and the rows that count them. */
final class CellMatching {

    private final List<ResultRow> rows;
    private final List<ResultRow> byCount;
    private final List<ResultRow> byNewest;
    private final long[] oldestAllowedNs;
    private final boolean[] newestKnown;
    private final long[] counts = new long[EventType.values().length];
    private long newestNs;
    private long events;
    private int counting;
    private int nextByCount;
    private int nextByNewest;

    /** @param rows of this cell, in the order in which they came */
    CellMatching(List<ResultRow> rows) {
        this.rows = rows;
        byCount = rows.stream()
                .sorted(Comparator.comparingLong(ResultRow::eventCount))
                .toList();
        byNewest = rows.stream()
                .sorted(Comparator.comparingLong(row -> row.counts().maxEventTimeNs()))
                .toList();
        oldestAllowedNs = new long[rows.size()];
        newestKnown = new boolean[rows.size()];
    }

    /**
     * Takes the next event; returns the append time of the first row that counts it, or {@link EventMatching#NEVER}.
     */
    @SuppressWarnings("EnumOrdinal") // the index of an array, on a hot path
    long countedMs(long intendedNs, EventType type) {
        counts[type.ordinal()]++;
        newestNs = intendedNs;
        events++;
        while (nextByCount < byCount.size() && byCount.get(nextByCount).eventCount() <= events) {
            oldestAllowedNs[nextByCount++] = intendedNs;
        }
        while (nextByNewest < byNewest.size()
                && byNewest.get(nextByNewest).counts().maxEventTimeNs() <= intendedNs) {
            newestKnown[nextByNewest] = byNewest.get(nextByNewest).counts().maxEventTimeNs() == intendedNs;
            nextByNewest++;
        }
        while (counting < rows.size() && rows.get(counting).eventCount() < events) {
            counting++;
        }
        return counting < rows.size() ? rows.get(counting).resultTimeMs() : EventMatching.NEVER;
    }

    /** Whether the events taken are those that were acknowledged. */
    @SuppressWarnings("EnumOrdinal")
    boolean addsUpTo(Optional<EventCounts> expected) {
        return events == 0
                ? expected.isEmpty()
                : expected.isPresent()
                        && expected.get().views() == counts[EventType.VIEW.ordinal()]
                        && expected.get().clicks() == counts[EventType.CLICK.ordinal()]
                        && expected.get().purchases() == counts[EventType.PURCHASE.ordinal()]
                        && expected.get().maxEventTimeNs() == newestNs;
    }

    /** Reports the rows that no correct pipeline can have written. To be called after the last event of the cell. */
    @SuppressWarnings("EnumOrdinal")
    void findFaults(long windowEndNs, long clockBoundNs, Consumer<ResultFault> faults) {
        if (events == 0) {
            return; // the whole cell is extra
        }
        for (ResultRow row : rows) {
            EventCounts said = row.counts();
            if (said.views() > counts[EventType.VIEW.ordinal()]
                    || said.clicks() > counts[EventType.CLICK.ordinal()]
                    || said.purchases() > counts[EventType.PURCHASE.ordinal()]
                    || row.eventCount() > events) {
                faults.accept(new ResultFault(row, "counts more events of a type than there are"));
            }
            if (row.eventCount() != said.total()) {
                faults.accept(new ResultFault(row, "its event_count is not the sum of its types"));
            }
            long appendedNs = TimeUnit.MILLISECONDS.toNanos(row.resultTimeMs() + 1);
            if (said.maxEventTimeNs() > appendedNs + clockBoundNs) {
                faults.accept(new ResultFault(row, "its newest event is later than its own append"));
            }
            if (TimeUnit.MILLISECONDS.toNanos(row.windowEndMs()) != windowEndNs) {
                faults.accept(new ResultFault(row, "window_end is %d".formatted(row.windowEndMs())));
            }
        }
        for (int i = 0; i < nextByCount; i++) {
            if (byCount.get(i).counts().maxEventTimeNs() < oldestAllowedNs[i]) {
                faults.accept(
                        new ResultFault(byCount.get(i), "it counts more events than there are up to its newest one"));
            }
        }
        for (int i = 0; i < byNewest.size(); i++) {
            if (!newestKnown[i]) {
                faults.accept(new ResultFault(byNewest.get(i), "no event has the time of its newest one"));
            }
        }
    }
}

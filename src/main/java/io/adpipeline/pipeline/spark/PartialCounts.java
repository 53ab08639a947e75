package io.adpipeline.pipeline.spark;

import io.adpipeline.event.EventType;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts per (window, campaign) while one task reads its share of a micro-batch. An open-addressing hash table over
 * the two numbers of the key, because a map of boxed keys would allocate for every event; a share has few cells.
 *
 * <p>Not thread-safe; one task owns it.
 */
final class PartialCounts {

    private static final int FIRST_CAPACITY = 64;

    private final long windowMs;
    private Cell[] table = new Cell[FIRST_CAPACITY];
    private int size;

    /**
     * @param windowMs size of the tumbling windows in ms, above 0; aligned at the epoch
     */
    PartialCounts(long windowMs) {
        this.windowMs = windowMs;
    }

    /**
     * Counts one event.
     *
     * @param event what the scanner holds
     * @param appendTimeMs when the broker took it, epoch ms
     */
    void add(EventScanner event, long appendTimeMs) {
        long eventTimeMs = Math.floorDiv(event.eventTimeNs(), 1_000_000L);
        cell(Math.floorDiv(eventTimeMs, windowMs), event.campaignId()).add(event, appendTimeMs);
    }

    /** The cells in no particular order. */
    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>(size);
        for (Cell cell : table) {
            if (cell != null) {
                cells.add(cell);
            }
        }
        return cells;
    }

    private Cell cell(long window, int campaignId) {
        int slot = slot(window, campaignId);
        while (table[slot] != null) {
            if (table[slot].window == window && table[slot].campaignId == campaignId) {
                return table[slot];
            }
            slot = (slot + 1) & (table.length - 1);
        }
        Cell added = new Cell(window, campaignId);
        table[slot] = added;
        if (++size > table.length / 2) {
            grow();
        }
        return added;
    }

    private void grow() {
        List<Cell> cells = cells();
        table = new Cell[table.length * 2];
        for (Cell cell : cells) {
            int slot = slot(cell.window, cell.campaignId);
            while (table[slot] != null) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = cell;
        }
    }

    /** Fibonacci hashing: neighbouring windows and campaigns spread over the whole table. */
    private int slot(long window, int campaignId) {
        long mixed = (window * 31 + campaignId) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (table.length - 1);
    }

    /** One (window, campaign) of the share. Not thread-safe. */
    static final class Cell {

        private final long window;
        final int campaignId;
        long views;
        long clicks;
        long purchases;
        long maxProduceTimeMs;
        /** Newest intended time, epoch ns; it lies in the cell's window. */
        long maxEventTimeNs;

        long maxAppendTimeMs = Long.MIN_VALUE;

        private Cell(long window, int campaignId) {
            this.window = window;
            this.campaignId = campaignId;
        }

        private void add(EventScanner event, long appendTimeMs) {
            EventType type = event.type();
            if (type == EventType.VIEW) {
                views++;
            } else if (type == EventType.CLICK) {
                clicks++;
            } else {
                purchases++;
            }
            maxProduceTimeMs = Math.max(maxProduceTimeMs, event.produceTimeMs());
            maxEventTimeNs = Math.max(maxEventTimeNs, event.eventTimeNs());
            maxAppendTimeMs = Math.max(maxAppendTimeMs, appendTimeMs);
        }
    }
}

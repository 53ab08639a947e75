package io.adpipeline.load;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.event.EventType;
import io.adpipeline.event.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts one producer's acknowledged events per (window, campaign, type), and keeps for each window how late its events
 * reached the broker.
 *
 * <p>Written by the producer's I/O thread alone; read after that thread has ended.
 */
@SuppressWarnings("EnumOrdinal") // the index of an array, on a hot path
final class TruthTable {

    private static final EventType[] TYPES = EventType.values();
    private static final int PRODUCED = TYPES.length;
    private static final int INTENDED = TYPES.length + 1;
    private static final int FIELDS = TYPES.length + 2;

    private final long baseMs;
    private final long baseNs;
    private final long windowNs;
    private final int campaigns;
    private final List<long[]> windows = new ArrayList<>();
    private long[] cells;
    private long cellsFromNs;

    /** @param baseMs start of the load, epoch ms; a start of a window */
    TruthTable(long baseMs, long windowMs, int campaigns) {
        this.baseMs = baseMs;
        this.baseNs = TimeUnit.MILLISECONDS.toNanos(baseMs);
        this.windowNs = TimeUnit.MILLISECONDS.toNanos(windowMs);
        this.campaigns = campaigns;
    }

    /**
     * Counts one event.
     *
     * @param appendMs when the broker appended it, epoch ms
     */
    void count(int campaignId, EventType type, long intendedNs, long produceMs, long appendMs) {
        long sinceNs = intendedNs - cellsFromNs;
        if (cells == null || sinceNs < 0 || sinceNs >= windowNs) {
            // most events lie in their predecessor's window and need no division
            enterWindow(Math.toIntExact((intendedNs - baseNs) / windowNs));
        }
        int cell = (campaignId - 1) * FIELDS;
        cells[cell + type.ordinal()]++;
        cells[cell + PRODUCED] = Math.max(cells[cell + PRODUCED], produceMs);
        cells[cell + INTENDED] = Math.max(cells[cell + INTENDED], intendedNs);
        int delay = cells.length - 1;
        cells[delay] = Math.max(cells[delay], appendMs - intendedNs / 1_000_000);
    }

    private void enterWindow(int window) {
        while (windows.size() <= window) {
            windows.add(new long[campaigns * FIELDS + 1]); // the last field holds the longest append delay, ms
        }
        cells = windows.get(window);
        cellsFromNs = baseNs + window * windowNs;
    }

    /** Adds all that another table of the same load has counted. */
    void add(TruthTable other) {
        for (int window = 0; window < other.windows.size(); window++) {
            enterWindow(window);
            long[] more = other.windows.get(window);
            for (int field = 0; field < more.length; field++) {
                boolean count = field % FIELDS < TYPES.length && field < more.length - 1;
                cells[field] = count ? cells[field] + more[field] : Math.max(cells[field], more[field]);
            }
        }
    }

    /** For each window from the start of the load on, the longest time from intended time to append, ms, from 0. */
    List<Long> appendDelaysMaxMs() {
        return windows.stream().map(window -> window[window.length - 1]).toList();
    }

    Truth toTruth() {
        long windowMs = TimeUnit.NANOSECONDS.toMillis(windowNs);
        Map<CampaignWindow, EventCounts> truth = new TreeMap<>();
        for (int window = 0; window < windows.size(); window++) {
            long[] ofWindow = windows.get(window);
            for (int campaign = 1; campaign <= campaigns; campaign++) {
                EventCounts counts = counts(ofWindow, (campaign - 1) * FIELDS);
                if (counts.total() > 0) {
                    truth.put(new CampaignWindow(baseMs + window * windowMs, campaign), counts);
                }
            }
        }
        return new Truth(truth);
    }

    private static EventCounts counts(long[] cells, int cell) {
        return new EventCounts(
                cells[cell + EventType.VIEW.ordinal()],
                cells[cell + EventType.CLICK.ordinal()],
                cells[cell + EventType.PURCHASE.ordinal()],
                cells[cell + PRODUCED],
                cells[cell + INTENDED]);
    }
}

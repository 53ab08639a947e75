package io.adpipeline.result;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.event.Truth;
import java.util.HashMap;
import java.util.Map;

/** Tells when all due results have come: the last row of every due cell has the true counts. Not thread-safe. */
public final class Completeness {

    private final Map<CampaignWindow, EventCounts> due = new HashMap<>();
    private final Map<CampaignWindow, EventCounts> lacking;

    /**
     * Starts without any rows.
     *
     * @param dueUntilMs cells of windows that end after this instant (epoch ms) are not waited for
     * @param windowMs window size
     */
    public Completeness(Truth truth, long dueUntilMs, long windowMs) {
        truth.cells().forEach((cell, counts) -> {
            if (cell.windowStartMs() + windowMs <= dueUntilMs) {
                due.put(cell, counts);
            }
        });
        lacking = new HashMap<>(due);
    }

    /** Takes the next row; rows of a partition must be given in order. */
    public void add(ResultRow row) {
        EventCounts expected = due.get(row.cell());
        if (row.counts().equals(expected)) {
            lacking.remove(row.cell());
        } else if (expected != null) {
            lacking.put(row.cell(), expected);
        }
    }

    /** Whether the last row of every due cell has the true counts. */
    public boolean reached() {
        return lacking.isEmpty();
    }
}

package io.adpipeline.result;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventType;
import io.adpipeline.event.SentEvents;
import io.adpipeline.event.Truth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Goes through the events of a load in the order of their intended times and finds, for each, the first result row that
 * counts it: within a (window, campaign) the n-th event is counted by the first row whose count is n or more, first in,
 * first out. It also checks every row, not only the last of each cell, against the events.
 *
 * <p>It works on one window at a time, so the memory it needs beyond the rows does not grow with the run. Used once, by
 * one thread.
 */
public final class EventMatching implements SentEvents.Visitor {

    /** The counted time of an event that no row counts. */
    public static final long NEVER = Long.MAX_VALUE;

    private final Truth truth;
    private final Map<Long, List<ResultRow>> rowsByWindow;
    private final long windowNs;
    private final long clockBoundNs;
    private final Listener listener;
    private final Consumer<ResultFault> faults;
    private long events;
    private long strangeCells;
    private long windowStartMs;
    private long windowEndNs;
    private Map<Integer, CellMatching> cells = new HashMap<>();

    /** Receives the result for each event. */
    @FunctionalInterface
    public interface Listener {

        /**
         * One event.
         *
         * @param windowStartMs start of its window, epoch ms
         * @param intendedNs its intended time, epoch ns
         * @param countedMs append time of the first row that counts it, epoch ms, or {@link #NEVER}
         */
        void counted(long windowStartMs, long intendedNs, long countedMs);
    }

    /**
     * A row that no correct pipeline can have written.
     *
     * @param row the row
     * @param why what is wrong with it
     */
    public record ResultFault(ResultRow row, String why) {}

    /**
     * Creates a matching for one load.
     *
     * @param truth what the events must add up to
     * @param rows all result rows, in the order of each partition
     * @param windowMs window size
     * @param clockBoundMs by how much the clocks of the load and of the broker may differ, ms
     * @param faults receives the rows that no correct pipeline can have written
     */
    public EventMatching(
            Truth truth,
            List<ResultRow> rows,
            long windowMs,
            long clockBoundMs,
            Listener listener,
            Consumer<ResultFault> faults) {
        this.truth = truth;
        this.rowsByWindow =
                rows.stream().collect(Collectors.groupingBy(row -> row.cell().windowStartMs()));
        this.windowNs = TimeUnit.MILLISECONDS.toNanos(windowMs);
        this.clockBoundNs = TimeUnit.MILLISECONDS.toNanos(clockBoundMs);
        this.listener = listener;
        this.faults = faults;
    }

    @Override
    public void event(long intendedNs, int campaignId, EventType type) {
        if (intendedNs >= windowEndNs) {
            enterWindowOf(intendedNs);
        }
        events++;
        long countedMs = cells.computeIfAbsent(campaignId, without -> new CellMatching(List.of()))
                .countedMs(intendedNs, type);
        listener.counted(windowStartMs, intendedNs, countedMs);
    }

    private void enterWindowOf(long intendedNs) {
        leaveWindow();
        long startNs = intendedNs - intendedNs % windowNs;
        windowStartMs = TimeUnit.NANOSECONDS.toMillis(startNs);
        windowEndNs = startNs + windowNs;
        cells = rowsByWindow.getOrDefault(windowStartMs, List.of()).stream()
                .collect(Collectors.groupingBy(
                        row -> row.cell().campaignId(),
                        HashMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), CellMatching::new)));
    }

    private void leaveWindow() {
        cells.forEach((campaign, cell) -> {
            if (!cell.addsUpTo(truth.of(new CampaignWindow(windowStartMs, campaign)))) {
                strangeCells++;
            }
            cell.findFaults(windowEndNs, clockBoundNs, faults);
        });
    }

    /** Ends the matching; returns whether the events visited are those of the truth. */
    public boolean complete() {
        leaveWindow();
        cells.clear();
        return strangeCells == 0 && events == truth.total();
    }
}

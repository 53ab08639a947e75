package io.adpipeline.result;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.event.Truth;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.result.EventMatching.ResultFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds the results against the truth, cell by cell and exactly: counts of every type and the newest stamps, since a
 * wrong stamp would be a wrong latency.
 *
 * <p>Not thread-safe; one comparison an instance.
 */
public final class Oracle {

    private static final int MAX_EXAMPLES = 5;

    private final Truth truth;
    private final OutputMode mode;
    private final boolean allowReplays;
    private final long windowMs;
    private final long dueUntilMs;
    private final Set<Long> lateWindowsMs;
    private final List<String> examples = new ArrayList<>();
    private final Set<String> kinds = new HashSet<>();
    private long checked;
    private long open;
    private long eventsExpected;
    private long eventsCounted;
    private long missing;
    private long extra;
    private long different;
    private long droppedLate;
    private long duplicate;
    private long decreasing;
    private long repeated;
    private long impossible;
    private long scattered;

    private Oracle(
            Truth truth,
            OutputMode mode,
            boolean allowReplays,
            long windowMs,
            long dueUntilMs,
            Set<Long> lateWindowsMs) {
        this.truth = truth;
        this.mode = mode;
        this.allowReplays = allowReplays;
        this.windowMs = windowMs;
        this.dueUntilMs = dueUntilMs;
        this.lateWindowsMs = lateWindowsMs;
    }

    /**
     * Compares.
     *
     * @param truth what Kafka acknowledged
     * @param rows all result rows, in the order of each partition
     * @param unreadable records of the results topic that were no result rows
     * @param mode in append mode a cell has one row; in update mode its last row counts
     * @param allowReplays whether rows that count no more than an earlier one are repetitions and no fault
     * @param windowMs window size
     * @param dueUntilMs cells of windows that end after this instant (epoch ms) may lack a row
     * @param lateWindowsMs starts of windows of which events reached the broker later than the watermark allows, epoch
     *     ms: their cells may lack events
     * @param faults rows that no pipeline can rightly have written
     */
    public static OracleReport compare(
            Truth truth,
            List<ResultRow> rows,
            UnreadableRecords unreadable,
            OutputMode mode,
            boolean allowReplays,
            long windowMs,
            long dueUntilMs,
            Set<Long> lateWindowsMs,
            List<ResultFault> faults) {
        Oracle oracle = new Oracle(truth, mode, allowReplays, windowMs, dueUntilMs, lateWindowsMs);
        Map<CampaignWindow, List<ResultRow>> byCell = byCell(rows);
        truth.cells().forEach((cell, expected) -> oracle.check(cell, expected, byCell.get(cell)));
        byCell.forEach(oracle::findExtra);
        byCell.forEach(oracle::findScattered);
        oracle.addFaults(faults);
        unreadable.first().ifPresent(first -> oracle.examples.add(0, "the record at " + first));
        return oracle.report(unreadable.count());
    }

    private static Map<CampaignWindow, List<ResultRow>> byCell(List<ResultRow> rows) {
        Map<CampaignWindow, List<ResultRow>> byCell = new TreeMap<>();
        rows.forEach(row ->
                byCell.computeIfAbsent(row.cell(), cell -> new ArrayList<>()).add(row));
        return byCell;
    }

    private static ResultRow last(List<ResultRow> rows) {
        return rows.get(rows.size() - 1);
    }

    private void check(CampaignWindow cell, EventCounts expected, List<ResultRow> rows) {
        if (rows == null) {
            if (cell.windowStartMs() + windowMs > dueUntilMs) {
                open++;
                return;
            }
            count(expected, 0);
            if (late(cell)) {
                droppedLate++;
            } else {
                missing++;
                example("missing", cell, "no row, %d events expected".formatted(expected.total()));
            }
            return;
        }
        ResultRow last = last(rows);
        count(expected, last.eventCount());
        if (late(cell) && lacksEvents(last, expected)) {
            droppedLate++;
        } else if (!same(last, expected)) {
            different++;
            example(
                    "different",
                    cell,
                    "expected %s, got %s".formatted(describe(expected), describe(last.counts()) + inconsistency(last)));
        }
        findRepetitions(cell, rows);
    }

    private void count(EventCounts expected, long counted) {
        checked++;
        eventsExpected += expected.total();
        eventsCounted += counted;
    }

    private boolean same(ResultRow row, EventCounts expected) {
        return row.counts().equals(expected) && inconsistency(row).isEmpty();
    }

    private boolean late(CampaignWindow cell) {
        return lateWindowsMs.contains(cell.windowStartMs());
    }

    /** Whether the row is what is left of the truth when some events are dropped. */
    private boolean lacksEvents(ResultRow row, EventCounts expected) {
        EventCounts counts = row.counts();
        return inconsistency(row).isEmpty()
                && counts.total() < expected.total()
                && counts.views() <= expected.views()
                && counts.clicks() <= expected.clicks()
                && counts.purchases() <= expected.purchases()
                && counts.maxProduceTimeMs() <= expected.maxProduceTimeMs()
                && counts.maxEventTimeNs() <= expected.maxEventTimeNs();
    }

    private String inconsistency(ResultRow row) {
        if (row.eventCount() != row.counts().total()) {
            return ", but event_count is " + row.eventCount();
        }
        long endMs = row.cell().windowStartMs() + windowMs;
        return row.windowEndMs() == endMs
                ? ""
                : ", but window_end is %d instead of %d".formatted(row.windowEndMs(), endMs);
    }

    private void findScattered(CampaignWindow cell, List<ResultRow> rows) {
        List<Integer> partitions =
                rows.stream().map(ResultRow::partition).distinct().sorted().toList();
        if (partitions.size() > 1) {
            scattered++;
            example(
                    "scattered",
                    cell,
                    "its rows are in the partitions %s, so that their order is lost: give all one key"
                            .formatted(partitions));
        }
    }

    private void findRepetitions(CampaignWindow cell, List<ResultRow> rows) {
        if (allowReplays) {
            countRepeated(rows);
            return;
        }
        if (mode == OutputMode.APPEND && rows.size() > 1) {
            duplicate += rows.size() - 1;
            example("duplicate", cell, "%d rows in append mode".formatted(rows.size()));
            return;
        }
        for (int i = 1; i < rows.size(); i++) {
            long before = rows.get(i - 1).eventCount();
            long now = rows.get(i).eventCount();
            if (now < before) {
                decreasing++;
                example("decreasing", cell, "the count fell from %d to %d".formatted(before, now));
            } else if (rows.get(i).counts().equals(rows.get(i - 1).counts())) {
                duplicate++;
                example("duplicate", cell, "a row of %d events came twice".formatted(now));
            }
        }
    }

    private void countRepeated(List<ResultRow> rows) {
        long highest = 0;
        for (ResultRow row : rows) {
            repeated += row.eventCount() <= highest ? 1 : 0;
            highest = Math.max(highest, row.eventCount());
        }
    }

    private void findExtra(CampaignWindow cell, List<ResultRow> rows) {
        if (truth.of(cell).isEmpty()) {
            extra++;
            example(
                    "extra",
                    cell,
                    "a row of %d events, none was sent".formatted(last(rows).eventCount()));
        }
    }

    private void addFaults(List<ResultFault> faults) {
        impossible = faults.stream().map(ResultFault::row).distinct().count();
        faults.forEach(fault -> example(
                "impossible",
                fault.row().cell(),
                "the row of %d events at partition %d, offset %d: %s"
                        .formatted(
                                fault.row().eventCount(),
                                fault.row().partition(),
                                fault.row().offset(),
                                fault.why())));
    }

    private static String describe(EventCounts counts) {
        return "%d events (%d views, %d clicks, %d purchases; newest produced %d ms, intended %d ns)"
                .formatted(
                        counts.total(),
                        counts.views(),
                        counts.clicks(),
                        counts.purchases(),
                        counts.maxProduceTimeMs(),
                        counts.maxEventTimeNs());
    }

    /** @param kind of deviation: the first of each is an example in any case */
    private void example(String kind, CampaignWindow cell, String what) {
        if (kinds.add(kind) || examples.size() < MAX_EXAMPLES) {
            examples.add("window %s (%d) campaign %d: %s"
                    .formatted(
                            Instant.ofEpochMilli(cell.windowStartMs()), cell.windowStartMs(), cell.campaignId(), what));
        }
    }

    private OracleReport report(long unreadable) {
        return new OracleReport(
                checked,
                open,
                eventsExpected,
                eventsCounted,
                missing,
                extra,
                different,
                droppedLate,
                duplicate,
                decreasing,
                repeated,
                impossible,
                scattered,
                unreadable,
                examples);
    }
}

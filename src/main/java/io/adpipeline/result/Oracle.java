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
import java.util.stream.Collectors;

/**
 * Compares the results with the truth, cell by cell and exactly: counts of every type and the newest stamps, since a
 * wrong stamp would make a wrong latency.
 *
 * <p>Not thread-safe; an instance makes one comparison.
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

    /**
     * Creates an oracle for one comparison.
     *
     * @param truth what Kafka acknowledged
     * @param mode in append mode a cell has one row; in update mode its last row counts
     * @param allowReplays whether rows that count no more than an earlier row are taken for replays, not for faults
     * @param windowMs window size
     * @param dueUntilMs cells of windows that end after this instant (epoch ms) may lack a row
     * @param lateWindowsMs starts (epoch ms) of windows with events that reached the broker later than the watermark
     *     allows: cells of these windows may lack events
     */
    public Oracle(
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
     * Compares the rows with the truth.
     *
     * @param rows all result rows, in the order of each partition
     * @param unreadable records of the results topic that were no result rows
     * @param faults rows that no correct pipeline can have written
     */
    public OracleReport compare(List<ResultRow> rows, UnreadableRecords unreadable, List<ResultFault> faults) {
        Map<CampaignWindow, List<ResultRow>> byCell =
                rows.stream().collect(Collectors.groupingBy(ResultRow::cell, TreeMap::new, Collectors.toList()));
        truth.cells().forEach((cell, expected) -> check(cell, expected, byCell.get(cell)));
        byCell.forEach(this::findExtra);
        byCell.forEach(this::findScattered);
        addFaults(faults);
        unreadable.first().ifPresent(first -> examples.add(0, "the record at " + first));
        return report(unreadable.count());
    }

    private static ResultRow last(List<ResultRow> rows) {
        return rows.get(rows.size() - 1);
    }

    private void check(CampaignWindow cell, EventCounts expected, List<ResultRow> rows) {
        boolean late = lateWindowsMs.contains(cell.windowStartMs());
        if (rows == null) {
            if (cell.windowStartMs() + windowMs > dueUntilMs) {
                open++;
                return;
            }
            count(expected, 0);
            if (late) {
                droppedLate++;
            } else {
                missing++;
                example("missing", cell, "no row, %d events expected".formatted(expected.total()));
            }
            return;
        }
        ResultRow last = last(rows);
        String inconsistency = inconsistency(last);
        count(expected, last.eventCount());
        if (late && inconsistency.isEmpty() && lacksEvents(last.counts(), expected)) {
            droppedLate++;
        } else if (!last.counts().equals(expected) || !inconsistency.isEmpty()) {
            different++;
            example(
                    "different",
                    cell,
                    "expected %s, got %s".formatted(describe(expected), describe(last.counts()) + inconsistency));
        }
        findRepetitions(cell, rows);
    }

    private void count(EventCounts expected, long counted) {
        checked++;
        eventsExpected += expected.total();
        eventsCounted += counted;
    }

    /** Whether the counts can be explained by dropped events: fewer in total, and nothing above the truth. */
    private static boolean lacksEvents(EventCounts counts, EventCounts expected) {
        return counts.total() < expected.total() && hasNoneAbove(counts, expected);
    }

    /** Whether no count and no stamp is above that of the others. */
    private static boolean hasNoneAbove(EventCounts counts, EventCounts others) {
        return counts.views() <= others.views()
                && counts.clicks() <= others.clicks()
                && counts.purchases() <= others.purchases()
                && counts.maxProduceTimeMs() <= others.maxProduceTimeMs()
                && counts.maxEventTimeNs() <= others.maxEventTimeNs();
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
            EventCounts before = rows.get(i - 1).counts();
            EventCounts now = rows.get(i).counts();
            if (!hasNoneAbove(before, now)) {
                decreasing++;
                example(
                        "decreasing",
                        cell,
                        now.total() < before.total()
                                ? "the count fell from %d to %d".formatted(before.total(), now.total())
                                : "a type or a stamp fell from %s to %s".formatted(describe(before), describe(now)));
            } else if (now.equals(before)) {
                duplicate++;
                example("duplicate", cell, "a row of %d events came twice".formatted(now.total()));
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

    /** @param kind kind of deviation; the first of each kind is always kept as an example */
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

package io.adpipeline.run;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.result.ResultRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows that count.
 *
 * @param all every row of a measured window, in the order of each partition
 * @param finals the last row of each measured (window, campaign)
 */
public record MeasuredRows(List<ResultRow> all, List<ResultRow> finals) {

    /** Those of a run. */
    public static MeasuredRows of(Evidence evidence) {
        Schedule schedule = Schedule.of(evidence.scenario(), evidence.facts().loadStartMs());
        List<ResultRow> all = evidence.rows().stream()
                .filter(row -> schedule.measures(row.cell().windowStartMs()))
                .toList();
        Map<CampaignWindow, ResultRow> last = new TreeMap<>();
        all.forEach(row -> last.put(row.cell(), row));
        return new MeasuredRows(all, List.copyOf(last.values()));
    }

    /** Rows by the start of their window, epoch ms, in order. */
    public static Map<Long, List<ResultRow>> byWindow(List<ResultRow> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(row -> row.cell().windowStartMs(), TreeMap::new, Collectors.toList()));
    }
}

package io.adpipeline.analysis;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.evidence.Evidence;
import io.adpipeline.evidence.Schedule;
import io.adpipeline.result.ResultRow;
import io.adpipeline.result.RowLatency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The result rows of the measured windows.
 *
 * @param all every row of a measured window, in the order of each partition
 * @param finals the last row of each measured (window, campaign)
 */
public record MeasuredRows(List<ResultRow> all, List<ResultRow> finals) {

    /** The measured rows of a run. */
    public static MeasuredRows of(Evidence evidence) {
        return of(evidence.rows(), evidence.facts().schedule(evidence.scenario()));
    }

    /** The rows of the measured windows. */
    static MeasuredRows of(List<ResultRow> rows, Schedule schedule) {
        return ofAll(rows.stream()
                .filter(row -> schedule.measures(row.cell().windowStartMs()))
                .toList());
    }

    /** The rows from which a latency is computed. */
    public List<ResultRow> of(RowLatency latency) {
        return latency.ofFinalRows() ? finals : all;
    }

    /** All rows, whatever their window. */
    static MeasuredRows ofAll(List<ResultRow> rows) {
        return new MeasuredRows(rows, finals(rows));
    }

    /** The last row of each (window, campaign). */
    private static List<ResultRow> finals(List<ResultRow> rows) {
        Map<CampaignWindow, ResultRow> last = new TreeMap<>();
        rows.forEach(row -> last.put(row.cell(), row));
        return List.copyOf(last.values());
    }

    /** The rows by the start of their window, epoch ms, in order. */
    public Map<Long, MeasuredRows> byWindow() {
        return all.stream()
                .collect(Collectors.groupingBy(
                        row -> row.cell().windowStartMs(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), MeasuredRows::ofAll)));
    }
}

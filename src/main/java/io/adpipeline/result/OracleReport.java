package io.adpipeline.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the result rows compare with the truth.
 *
 * @param cellsChecked (window, campaign) cells compared with the truth
 * @param cellsOpen cells without a row that the watermark could not close before the load ended; not checked
 * @param eventsExpected events in the checked cells, by the truth
 * @param eventsCounted events in the final rows of the checked cells
 * @param missing cells without a row
 * @param extra cells with a row, but without an event in the truth
 * @param different cells whose final row differs from the truth
 * @param droppedLate cells that lack events, in windows with events that reached the broker later than the watermark
 *     allows, so the pipeline was allowed to drop them; not counted as missing or different
 * @param duplicate rows that repeat a row, or a second row of a cell in append mode
 * @param decreasing rows whose count is below that of the row before them in the same cell
 * @param repeated rows that count no more than an earlier row, if the scenario allows replays; no fault
 * @param impossible rows, final or not, that no correct pipeline can have written, however much it had read
 * @param scattered cells whose rows are in several partitions, so that their order is unknown
 * @param unreadable records of the results topic that were no result rows
 * @param examples the first deviations, each naming window and campaign
 */
public record OracleReport(
        long cellsChecked,
        long cellsOpen,
        long eventsExpected,
        long eventsCounted,
        long missing,
        long extra,
        long different,
        long droppedLate,
        long duplicate,
        long decreasing,
        long repeated,
        long impossible,
        long scattered,
        long unreadable,
        List<String> examples) {

    public OracleReport {
        examples = List.copyOf(examples);
    }

    /** Whether no deviation was found; {@code droppedLate} and {@code repeated} are none. */
    public boolean right() {
        return missing + extra + different + duplicate + decreasing + impossible + scattered + unreadable == 0;
    }

    /** What is wrong, in sentences: first the counts, then the examples; empty if all is right. */
    public List<String> findings() {
        if (right()) {
            return List.of();
        }
        List<String> findings = new ArrayList<>();
        findings.add(String.format(
                Locale.ROOT,
                "results differ from what was sent: %s; %,d events expected, %,d counted%s",
                deviations(),
                eventsExpected,
                eventsCounted,
                difference()));
        findings.addAll(examples);
        return findings;
    }

    private String difference() {
        long more = eventsCounted - eventsExpected;
        return more == 0 ? "" : String.format(Locale.ROOT, ", %,d too %s", Math.abs(more), more < 0 ? "few" : "many");
    }

    private String deviations() {
        Map<String, Long> byKind = new LinkedHashMap<>();
        byKind.put("missing", missing);
        byKind.put("extra", extra);
        byKind.put("different", different);
        byKind.put("duplicate", duplicate);
        byKind.put("decreasing", decreasing);
        byKind.put("impossible", impossible);
        byKind.put("in several partitions", scattered);
        byKind.put("unreadable", unreadable);
        return byKind.entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .map(kind -> String.format(Locale.ROOT, "%,d %s", kind.getValue(), kind.getKey()))
                .collect(Collectors.joining(", "));
    }
}

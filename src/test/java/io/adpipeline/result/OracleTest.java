package io.adpipeline.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.event.Truth;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.result.ResultRow.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OracleTest {

    private static final long BASE_MS = 1_700_000_000_000L;
    private static final long WINDOW_MS = 10_000;
    private static final int WINDOWS = 3;
    private static final int CAMPAIGNS = 2;
    private static final CampaignWindow CELL = cell(1, 2);
    private static final String PLACE = "window 2023-11-14T22:13:30Z (1700000010000) campaign 2: ";

    private final Truth truth = truth();
    private final List<ResultRow> rows = new ArrayList<>(truth.cells().entrySet().stream()
            .map(cell -> row(cell.getKey(), cell.getValue()))
            .toList());

    private static CampaignWindow cell(int window, int campaign) {
        return new CampaignWindow(BASE_MS + window * WINDOW_MS, campaign);
    }

    /** Every cell has 100 views, 10 clicks and as many purchases as its window and campaign say. */
    private static Truth truth() {
        Map<CampaignWindow, EventCounts> cells = new TreeMap<>();
        for (int window = 0; window < WINDOWS; window++) {
            for (int campaign = 1; campaign <= CAMPAIGNS; campaign++) {
                long newestMs = BASE_MS + (window + 1) * WINDOW_MS - campaign;
                cells.put(
                        cell(window, campaign),
                        new EventCounts(100, 10, window + campaign, newestMs, newestMs * 1_000_000 - 500));
            }
        }
        return new Truth(cells);
    }

    private static ResultRow row(CampaignWindow cell, EventCounts counts) {
        return row(cell, counts, counts.total(), cell.windowStartMs() + WINDOW_MS);
    }

    private static ResultRow row(CampaignWindow cell, EventCounts counts, long eventCount, long windowEndMs) {
        return new ResultRow(cell, windowEndMs, eventCount, counts, windowEndMs + 800, 0, 0, Trace.NONE);
    }

    private EventCounts expected() {
        return truth.of(CELL).orElseThrow();
    }

    private void replace(ResultRow other) {
        rows.replaceAll(row -> row.cell().equals(CELL) ? other : row);
    }

    private OracleReport compare(OutputMode mode) {
        return new Oracle(truth, mode, false, WINDOW_MS, Long.MAX_VALUE, Set.of())
                .compare(rows, UnreadableRecords.NONE, List.of());
    }

    private static void assertOneFinding(OracleReport report, String finding) {
        assertThat(report.right()).isFalse();
        assertThat(report.findings()).hasSize(2);
        assertThat(report.findings().get(1)).isEqualTo(PLACE + finding);
    }

    @ParameterizedTest
    @EnumSource
    void rightResultsAreRight(OutputMode mode) {
        OracleReport report = compare(mode);

        assertThat(report.right()).isTrue();
        assertThat(report.findings()).isEmpty();
        assertThat(report.cellsChecked()).isEqualTo(6);
        assertThat(report.cellsOpen()).isZero();
        assertThat(report.eventsExpected()).isEqualTo(truth.total()).isEqualTo(report.eventsCounted());
    }

    @Test
    void inUpdateModeTheLastRowCounts() {
        rows.add(0, row(CELL, new EventCounts(40, 1, 0, BASE_MS + 10_500, (BASE_MS + 10_500) * 1_000_000)));
        rows.add(1, row(CELL, new EventCounts(90, 9, 0, BASE_MS + 19_000, (BASE_MS + 19_000) * 1_000_000)));

        assertThat(compare(OutputMode.UPDATE).right()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aDroppedEventIsADifference(OutputMode mode) {
        replace(row(
                CELL,
                new EventCounts(
                        99, 10, 3, expected().maxProduceTimeMs(), expected().maxEventTimeNs())));
        OracleReport report = compare(mode);

        assertOneFinding(
                report,
                "expected 113 events (100 views, 10 clicks, 3 purchases; newest produced 1700000019998 ms,"
                        + " intended 1700000019997999500 ns), got 112 events (99 views, 10 clicks, 3 purchases;"
                        + " newest produced 1700000019998 ms, intended 1700000019997999500 ns)");
        assertThat(report.findings().get(0))
                .isEqualTo(
                        "results differ from what was sent: 1 different; 675 events expected, 674 counted, 1 too few");
        assertThat(report.different()).isEqualTo(1);
    }

    @Test
    void theFirstOfEachKindIsAnExampleAlsoAmongMany() {
        rows.replaceAll(row -> new ResultRow(
                new CampaignWindow(
                        row.cell().windowStartMs() / 1_000, row.cell().campaignId()),
                row.windowEndMs(),
                row.eventCount(),
                row.counts(),
                row.resultTimeMs(),
                row.partition(),
                row.offset(),
                row.trace()));

        assertThat(compare(OutputMode.UPDATE).examples())
                .hasSizeGreaterThan(5)
                .last()
                .asString()
                .contains("window 1970-")
                .endsWith("none was sent");
    }

    @Test
    void rowsOfACellInTwoPartitionsHaveNoOrder() {
        ResultRow last = row(CELL, expected());
        replace(last);
        rows.add(
                0,
                new ResultRow(
                        CELL,
                        last.windowEndMs(),
                        90,
                        new EventCounts(80, 9, 1, BASE_MS + 19_000, (BASE_MS + 19_000) * 1_000_000),
                        last.resultTimeMs(),
                        last.partition() + 1,
                        0,
                        last.trace()));
        OracleReport report = compare(OutputMode.UPDATE);

        assertThat(report.scattered()).isEqualTo(1);
        assertThat(report.findings().get(0)).contains(": 1 in several partitions; ");
        assertThat(report.findings().get(1))
                .startsWith(PLACE)
                .endsWith("so that their order is lost: give all one key");
    }

    @Test
    void anEventCountedTwiceIsADifference() {
        replace(row(
                CELL,
                new EventCounts(
                        100, 11, 3, expected().maxProduceTimeMs(), expected().maxEventTimeNs())));
        OracleReport report = compare(OutputMode.APPEND);

        assertThat(report.different()).isEqualTo(1);
        assertThat(report.eventsCounted()).isEqualTo(report.eventsExpected() + 1);
        assertThat(report.findings().get(1)).startsWith(PLACE).contains("11 clicks");
    }

    @Test
    void anEventOfTheWrongTypeIsADifferenceThoughTheSumIsRight() {
        replace(row(
                CELL,
                new EventCounts(
                        101, 9, 3, expected().maxProduceTimeMs(), expected().maxEventTimeNs())));

        assertThat(compare(OutputMode.UPDATE).different()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aMissingCellIsMissing(OutputMode mode) {
        rows.removeIf(row -> row.cell().equals(CELL));
        OracleReport report = compare(mode);

        assertThat(report.missing()).isEqualTo(1);
        assertOneFinding(report, "no row, 113 events expected");
    }

    @Test
    void aCampaignMissingInEveryWindowIsNamedInEachOfThem() {
        rows.removeIf(row -> row.cell().campaignId() == 2);
        OracleReport report = compare(OutputMode.APPEND);

        assertThat(report.missing()).isEqualTo(3);
        assertThat(report.examples()).hasSize(3).allMatch(example -> example.contains("campaign 2: no row"));
        assertThat(report.eventsExpected() - report.eventsCounted()).isEqualTo(3 * 110 + 2 + 3 + 4);
    }

    @Test
    void noRowsAtAllIsEverythingMissing() {
        rows.clear();

        assertThat(compare(OutputMode.UPDATE).missing()).isEqualTo(6);
    }

    @Test
    void aCellOfWhichNothingWasSentIsExtra() {
        rows.add(row(cell(1, 3), new EventCounts(1, 1, 0, 5, 6)));
        OracleReport report = compare(OutputMode.APPEND);

        assertThat(report.extra()).isEqualTo(1);
        assertThat(report.right()).isFalse();
        assertThat(report.examples())
                .containsExactly(
                        "window 2023-11-14T22:13:30Z (1700000010000) campaign 3: a row of 2 events, none was sent");
    }

    @Test
    void aSecondRowInAppendModeIsADuplicateEvenIfItSaysTheSame() {
        rows.add(row(CELL, expected()));
        OracleReport report = compare(OutputMode.APPEND);

        assertThat(report.duplicate()).isEqualTo(1);
        assertOneFinding(report, "2 rows in append mode");
    }

    @Test
    void aRowThatComesTwiceInUpdateModeIsADuplicate() {
        rows.add(row(CELL, expected()));
        OracleReport report = compare(OutputMode.UPDATE);

        assertThat(report.duplicate()).isEqualTo(1);
        assertOneFinding(report, "a row of 113 events came twice");
    }

    @Test
    void aCountThatFallsIsFoundThoughTheLastIsRight() {
        rows.add(0, row(CELL, new EventCounts(200, 10, 3, BASE_MS + 19_000, (BASE_MS + 19_000) * 1_000_000)));
        OracleReport report = compare(OutputMode.UPDATE);

        assertThat(report.decreasing()).isEqualTo(1);
        assertThat(report.different()).isZero();
        assertOneFinding(report, "the count fell from 213 to 113");
    }

    @Test
    void aTypeOrAStampThatFallsIsFoundThoughTheTotalGrows() {
        EventCounts last = expected();
        rows.add(0, row(CELL, new EventCounts(1, 0, 0, last.maxProduceTimeMs() + 1, last.maxEventTimeNs())));
        rows.add(1, row(CELL, new EventCounts(0, 2, 0, last.maxProduceTimeMs(), last.maxEventTimeNs())));

        OracleReport report = compare(OutputMode.UPDATE);

        assertThat(report.decreasing()).isEqualTo(1);
        assertThat(report.findings().get(1)).startsWith(PLACE + "a type or a stamp fell from 1 events (1 views");
    }

    @Test
    void aWrongNewestStampIsADifferenceBecauseItWouldBeAWrongLatency() {
        EventCounts right = expected();
        replace(row(CELL, new EventCounts(100, 10, 3, right.maxProduceTimeMs() + 1, right.maxEventTimeNs())));
        assertThat(compare(OutputMode.UPDATE).different()).isEqualTo(1);

        replace(row(CELL, new EventCounts(100, 10, 3, right.maxProduceTimeMs(), right.maxEventTimeNs() - 1)));
        assertThat(compare(OutputMode.UPDATE).different()).isEqualTo(1);
    }

    @Test
    void aWrongWindowEndIsADifference() {
        replace(row(CELL, expected(), 113, BASE_MS + 20_001));
        OracleReport report = compare(OutputMode.APPEND);

        assertThat(report.different()).isEqualTo(1);
        assertThat(report.findings().get(1))
                .startsWith(PLACE)
                .endsWith(", but window_end is 1700000020001 instead of 1700000020000");
    }

    @Test
    void aTotalThatIsNotTheSumOfItsTypesIsADifference() {
        replace(row(CELL, expected(), 114, BASE_MS + 20_000));
        OracleReport report = compare(OutputMode.APPEND);

        assertThat(report.different()).isEqualTo(1);
        assertThat(report.findings().get(1)).startsWith(PLACE).endsWith(", but event_count is 114");
    }

    @Test
    void unreadableRowsAreWrongThoughAllCellsAreRight() {
        OracleReport report = new Oracle(truth, OutputMode.UPDATE, false, WINDOW_MS, Long.MAX_VALUE, Set.of())
                .compare(
                        rows,
                        new UnreadableRecords(2, Optional.of("partition 0, offset 3: it has no value")),
                        List.of());

        assertThat(report.right()).isFalse();
        assertThat(report.findings())
                .containsExactly(
                        "results differ from what was sent: 2 unreadable; 675 events expected, 675 counted",
                        "the record at partition 0, offset 3: it has no value");
    }

    @Test
    void aWindowThatTheWatermarkCannotHavePassedIsOpenAndNotMissing() {
        rows.removeIf(row -> row.cell().windowStartMs() == BASE_MS + 2 * WINDOW_MS);
        long newestWatermarkMs = BASE_MS + 3 * WINDOW_MS - 1;
        OracleReport report = new Oracle(truth, OutputMode.APPEND, false, WINDOW_MS, newestWatermarkMs, Set.of())
                .compare(rows, UnreadableRecords.NONE, List.of());

        assertThat(report.right()).isTrue();
        assertThat(report.cellsOpen()).isEqualTo(2);
        assertThat(report.cellsChecked()).isEqualTo(4);
    }

    @Test
    void aWindowThatEndsAtTheWatermarkIsDue() {
        rows.removeIf(row -> row.cell().windowStartMs() == BASE_MS + 2 * WINDOW_MS);
        OracleReport report = new Oracle(truth, OutputMode.APPEND, false, WINDOW_MS, BASE_MS + 3 * WINDOW_MS, Set.of())
                .compare(rows, UnreadableRecords.NONE, List.of());

        assertThat(report.missing()).isEqualTo(2);
        assertThat(report.cellsOpen()).isZero();
    }

    @Test
    void anOpenWindowThatHasARowIsCheckedLikeAnyOther() {
        replace(row(CELL, new EventCounts(1, 0, 0, 1, 1)));

        assertThat(new Oracle(truth, OutputMode.APPEND, false, WINDOW_MS, BASE_MS, Set.of())
                        .compare(rows, UnreadableRecords.NONE, List.of())
                        .different())
                .isEqualTo(1);
    }

    private OracleReport compareWithLateWindow() {
        return new Oracle(truth, OutputMode.UPDATE, false, WINDOW_MS, Long.MAX_VALUE, Set.of(CELL.windowStartMs()))
                .compare(rows, UnreadableRecords.NONE, List.of());
    }

    @Test
    void eventsMissingFromAWindowWithLateArrivalsAreToldApart() {
        replace(row(
                CELL,
                new EventCounts(
                        99, 10, 3, expected().maxProduceTimeMs() - 1, expected().maxEventTimeNs())));
        assertThat(compareWithLateWindow().droppedLate()).isEqualTo(1);
        assertThat(compareWithLateWindow().right()).isTrue();

        rows.removeIf(row -> row.cell().equals(CELL));
        assertThat(compareWithLateWindow().droppedLate()).isEqualTo(1);
        assertThat(compareWithLateWindow().right()).isTrue();
        assertThat(compareWithLateWindow().eventsExpected()
                        - compareWithLateWindow().eventsCounted())
                .isEqualTo(113);
    }

    @Test
    void eventsMissingFromAnotherWindowAreMissing() {
        rows.removeIf(row -> row.cell().equals(cell(0, 1)));

        assertThat(compareWithLateWindow().missing()).isEqualTo(1);
        assertThat(compareWithLateWindow().droppedLate()).isZero();
    }

    @Test
    void lateArrivalsExcuseNothingButMissingEvents() {
        EventCounts right = expected();
        replace(row(CELL, new EventCounts(101, 10, 3, right.maxProduceTimeMs(), right.maxEventTimeNs())));
        assertThat(compareWithLateWindow().different()).as("too many").isEqualTo(1);

        replace(row(CELL, new EventCounts(90, 11, 3, right.maxProduceTimeMs(), right.maxEventTimeNs())));
        assertThat(compareWithLateWindow().different())
                .as("fewer, but too many of one type")
                .isEqualTo(1);

        replace(row(CELL, new EventCounts(99, 10, 3, right.maxProduceTimeMs() + 1, right.maxEventTimeNs())));
        assertThat(compareWithLateWindow().different())
                .as("newer than the newest")
                .isEqualTo(1);

        replace(row(CELL, right));
        rows.add(row(CELL, right));
        assertThat(compareWithLateWindow().duplicate()).as("repeated").isEqualTo(1);

        rows.add(row(cell(1, 9), new EventCounts(1, 0, 0, 1, 1)));
        assertThat(compareWithLateWindow().extra()).as("foreign").isEqualTo(1);
    }

    @Test
    void theFirstFiveDeviationsAreNamedAndAllAreCounted() {
        rows.clear();
        OracleReport report = compare(OutputMode.APPEND);

        assertThat(report.missing()).isEqualTo(6);
        assertThat(report.examples()).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatComeAgainAreCountedWhereReplaysAreAllowed(OutputMode mode) {
        EventCounts half = new EventCounts(40, 1, 0, BASE_MS + 10_500, (BASE_MS + 10_500) * 1_000_000);
        rows.add(0, row(CELL, half));
        rows.add(1, row(CELL, half));
        rows.add(row(CELL, half));
        rows.add(row(CELL, expected()));
        OracleReport report = new Oracle(truth, mode, true, WINDOW_MS, Long.MAX_VALUE, Set.of())
                .compare(rows, UnreadableRecords.NONE, List.of());

        assertThat(report.findings()).isEmpty();
        assertThat(report.repeated()).isEqualTo(3);
    }

    @Test
    void theLastRowMustBeRightAlsoWhereReplaysAreAllowed() {
        rows.add(row(CELL, new EventCounts(40, 1, 0, BASE_MS + 10_500, (BASE_MS + 10_500) * 1_000_000)));
        OracleReport report = new Oracle(truth, OutputMode.UPDATE, true, WINDOW_MS, Long.MAX_VALUE, Set.of())
                .compare(rows, UnreadableRecords.NONE, List.of());

        assertThat(report.different()).isEqualTo(1);
        assertThat(report.repeated()).isEqualTo(1);
    }
}

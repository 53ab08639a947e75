package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.event.EventType;
import io.adpipeline.event.Truth;
import org.junit.jupiter.api.Test;

class TruthTableTest {

    private static final long BASE_MS = 1_700_000_000_000L;
    private static final long BASE_NS = BASE_MS * 1_000_000;
    private static final long WINDOW_MS = 500;

    private final TruthTable table = new TruthTable(BASE_MS, WINDOW_MS, 3);

    private void count(int campaign, EventType type, long offsetNs, long produceMs) {
        table.count(campaign, type, BASE_NS + offsetNs, produceMs, 0);
    }

    @Test
    void eventsAreCountedByWindowCampaignAndType() {
        count(1, EventType.VIEW, 0, 10);
        count(1, EventType.VIEW, 499_999_999, 11);
        count(1, EventType.CLICK, 1, 12);
        count(3, EventType.PURCHASE, 2, 13);
        count(1, EventType.PURCHASE, 500_000_000, 14);

        assertThat(table.toTruth().cells())
                .containsExactly(
                        entry(new CampaignWindow(BASE_MS, 1), new EventCounts(2, 1, 0, 12, BASE_NS + 499_999_999)),
                        entry(new CampaignWindow(BASE_MS, 3), new EventCounts(0, 0, 1, 13, BASE_NS + 2)),
                        entry(
                                new CampaignWindow(BASE_MS + 500, 1),
                                new EventCounts(0, 0, 1, 14, BASE_NS + 500_000_000)));
    }

    @Test
    void theNewestStampsAreKeptInWhateverOrderAcknowledgementsCome() {
        count(2, EventType.VIEW, 300, 70);
        count(2, EventType.VIEW, 900, 60);
        count(2, EventType.VIEW, 100, 50);

        assertThat(table.toTruth().of(new CampaignWindow(BASE_MS, 2)))
                .contains(new EventCounts(3, 0, 0, 70, BASE_NS + 900));
    }

    @Test
    void acknowledgementsOfTwoWindowsMayComeInTurns() {
        for (int i = 0; i < 5; i++) {
            count(1, EventType.VIEW, 500_000_000 + i, 1);
            count(1, EventType.VIEW, 499_999_999 - i, 1);
        }

        assertThat(table.toTruth().cells())
                .containsExactly(
                        entry(new CampaignWindow(BASE_MS, 1), new EventCounts(5, 0, 0, 1, BASE_NS + 499_999_999)),
                        entry(
                                new CampaignWindow(BASE_MS + 500, 1),
                                new EventCounts(5, 0, 0, 1, BASE_NS + 500_000_004)));
    }

    @Test
    void theLongestWayFromIntendedTimeToAppendIsKeptForEachWindow() {
        table.count(1, EventType.VIEW, BASE_NS + 100_000_000, 0, BASE_MS + 130);
        table.count(2, EventType.VIEW, BASE_NS + 200_000_000, 0, BASE_MS + 900);
        table.count(1, EventType.VIEW, BASE_NS + 300_000_000, 0, BASE_MS + 310);
        table.count(3, EventType.VIEW, BASE_NS + 1_100_000_000, 0, BASE_MS + 1_099);

        assertThat(table.appendDelaysMaxMs()).containsExactly(700L, 0L, 0L);
        assertThat(table.toTruth().total()).isEqualTo(4);
    }

    @Test
    void aSumHoldsTheEventsOfBoth() {
        TruthTable other = new TruthTable(BASE_MS, WINDOW_MS, 3);
        count(1, EventType.VIEW, 40, 10);
        table.count(3, EventType.CLICK, BASE_NS + 100_000_000, 7, BASE_MS + 130);
        other.count(1, EventType.VIEW, BASE_NS + 30, 20, BASE_MS + 20);
        other.count(1, EventType.PURCHASE, BASE_NS + 20, 5, 0);
        other.count(2, EventType.CLICK, BASE_NS + 600_000_000, 8, BASE_MS + 605);

        table.add(other);

        assertThat(table.toTruth().cells())
                .containsExactly(
                        entry(new CampaignWindow(BASE_MS, 1), new EventCounts(2, 0, 1, 20, BASE_NS + 40)),
                        entry(new CampaignWindow(BASE_MS, 3), new EventCounts(0, 1, 0, 7, BASE_NS + 100_000_000)),
                        entry(
                                new CampaignWindow(BASE_MS + 500, 2),
                                new EventCounts(0, 1, 0, 8, BASE_NS + 600_000_000)));
        assertThat(table.appendDelaysMaxMs()).containsExactly(30L, 5L);
    }

    @Test
    void windowsAndCampaignsWithoutEventsAreNoCells() {
        count(2, EventType.VIEW, 3 * 500_000_000L, 1);

        assertThat(table.toTruth().cells()).containsOnlyKeys(new CampaignWindow(BASE_MS + 1_500, 2));
        assertThat(new TruthTable(BASE_MS, WINDOW_MS, 3).toTruth().total()).isZero();
    }

    @Test
    void farWindowsDoNotOverflow() {
        long dayNs = 86_400_000_000_000L;
        count(1, EventType.VIEW, dayNs, 1);

        Truth truth = table.toTruth();
        assertThat(truth.cells()).containsOnlyKeys(new CampaignWindow(BASE_MS + 86_400_000, 1));
    }
}

package io.adpipeline.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.event.Truth;
import io.adpipeline.result.ResultRow.Trace;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletenessTest {

    private static final long WINDOW_MS = 10_000;
    private static final CampaignWindow EARLY = new CampaignWindow(0, 1);
    private static final CampaignWindow LATE = new CampaignWindow(WINDOW_MS, 2);
    private static final EventCounts ONE = new EventCounts(1, 0, 0, 5, 5_000_000);
    private static final EventCounts TWO = new EventCounts(1, 1, 0, 9, 9_000_000);
    private static final Truth TRUTH = new Truth(Map.of(EARLY, TWO, LATE, ONE));

    private static ResultRow row(CampaignWindow cell, EventCounts counts) {
        return new ResultRow(cell, cell.windowStartMs() + WINDOW_MS, counts.total(), counts, 0, 0, 0, Trace.NONE);
    }

    @Test
    void isReachedWhenTheLastRowOfEveryCellSaysTheTruth() {
        Completeness completeness = new Completeness(TRUTH, Long.MAX_VALUE, WINDOW_MS);
        completeness.add(row(LATE, ONE));
        completeness.add(row(EARLY, ONE));
        assertThat(completeness.reached()).isFalse();

        completeness.add(row(EARLY, TWO));
        assertThat(completeness.reached()).isTrue();
    }

    @Test
    void isLostWhenALaterRowSaysSomethingElse() {
        Completeness completeness = new Completeness(TRUTH, Long.MAX_VALUE, WINDOW_MS);
        completeness.add(row(LATE, ONE));
        completeness.add(row(EARLY, TWO));
        completeness.add(row(EARLY, ONE));

        assertThat(completeness.reached()).isFalse();
    }

    @Test
    void doesNotWaitForCellsThatAreNotDue() {
        Completeness completeness = new Completeness(TRUTH, WINDOW_MS, WINDOW_MS);
        completeness.add(row(EARLY, TWO));

        assertThat(completeness.reached()).isTrue();
    }

    @Test
    void doesNotHeedRowsOfCellsThatTheTruthDoesNotKnow() {
        Completeness completeness = new Completeness(new Truth(Map.of(EARLY, ONE)), Long.MAX_VALUE, WINDOW_MS);
        completeness.add(row(LATE, TWO));
        completeness.add(row(EARLY, ONE));

        assertThat(completeness.reached()).isTrue();
    }
}

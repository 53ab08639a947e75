package io.adpipeline.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.event.EventType;
import io.adpipeline.event.Truth;
import io.adpipeline.result.EventMatching.ResultFault;
import io.adpipeline.result.ResultRow.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By hand, without a clock: windows of 10 ms, campaigns 1 and 2, events at whole ms. */
class EventMatchingTest {

    private static final long WINDOW_MS = 10;
    private static final long NEVER = EventMatching.NEVER;

    private final List<ResultRow> rows = new ArrayList<>();
    private final List<Long> countedMs = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** Four views of campaign 1 at 0, 2, 4 and 6 ms, and one of campaign 2 at 5 ms; a view of the next window at 12 ms. */
    private boolean match() {
        Truth truth = new Truth(Map.of(
                new CampaignWindow(0, 1), counts(4, 6),
                new CampaignWindow(0, 2), counts(1, 5),
                new CampaignWindow(10, 1), counts(1, 12)));
        EventMatching matching = new EventMatching(
                truth,
                rows,
                WINDOW_MS,
                3,
                (windowStartMs, intendedNs, counted) -> countedMs.add(counted),
                (ResultFault fault) -> faults.add(fault.row().offset() + ": " + fault.why()));
        view(matching, 0, 1);
        view(matching, 2, 1);
        view(matching, 4, 1);
        view(matching, 5, 2);
        view(matching, 6, 1);
        view(matching, 12, 1);
        return matching.complete();
    }

    private static void view(EventMatching matching, long ms, int campaign) {
        matching.event(ms * 1_000_000, campaign, EventType.VIEW);
    }

    private static EventCounts counts(long views, long newestMs) {
        return new EventCounts(views, 0, 0, newestMs, newestMs * 1_000_000);
    }

    private ResultRow row(int campaign, long windowStartMs, EventCounts counts, long resultMs) {
        return new ResultRow(
                new CampaignWindow(windowStartMs, campaign),
                windowStartMs + WINDOW_MS,
                counts.total(),
                counts,
                resultMs,
                0,
                rows.size(),
                Trace.NONE);
    }

    private void add(int campaign, long windowStartMs, long views, long newestMs, long resultMs) {
        rows.add(row(campaign, windowStartMs, counts(views, newestMs), resultMs));
    }

    private void addTheOthers() {
        add(2, 0, 1, 5, 20);
        add(1, 10, 1, 12, 30);
    }

    @Test
    void theFirstRowThatCountsAnEventIsItsResult() {
        add(1, 0, 1, 0, 3);
        add(1, 0, 3, 4, 9);
        add(1, 0, 4, 6, 40);
        addTheOthers();

        assertThat(match()).isTrue();
        assertThat(countedMs).containsExactly(3L, 9L, 9L, 20L, 40L, 30L);
        assertThat(faults).isEmpty();
    }

    @Test
    void anEventThatNoRowCountsNeverCame() {
        add(1, 0, 2, 4, 9);
        add(1, 10, 1, 12, 30);

        assertThat(match()).isTrue();
        assertThat(countedMs).containsExactly(9L, 9L, NEVER, NEVER, NEVER, 30L);
    }

    @Test
    void aRowThatRepeatsAnEarlierCountChangesNothing() {
        add(1, 0, 3, 4, 9);
        add(1, 0, 1, 0, 15);
        add(1, 0, 3, 4, 16);
        add(1, 0, 4, 6, 17);
        addTheOthers();

        assertThat(match()).isTrue();
        assertThat(countedMs).containsExactly(9L, 9L, 9L, 20L, 17L, 30L);
        assertThat(faults).isEmpty();
    }

    @Test
    void anEventThatOvertookAnotherMayBeTheNewestOfAFewerCount() {
        add(1, 0, 2, 6, 9); // those at 0 and 6 ms
        add(1, 0, 4, 6, 17);
        addTheOthers();

        assertThat(match()).isTrue();
        assertThat(faults).isEmpty();
    }

    @Test
    void moreEventsOfATypeThanThereAreCannotBe() {
        add(1, 0, 5, 6, 9);
        add(1, 0, 4, 6, 17);
        addTheOthers();

        match();
        assertThat(faults).containsExactly("0: counts more events of a type than there are");
    }

    @Test
    void theRightSumOfTheWrongTypesCannotBe() {
        rows.add(row(1, 0, new EventCounts(3, 1, 0, 6, 6_000_000), 17));
        addTheOthers();

        match();
        assertThat(faults).containsExactly("0: counts more events of a type than there are");
    }

    @Test
    void aCountThatIsNotTheSumOfItsTypesCannotBe() {
        EventCounts three = counts(3, 4);
        rows.add(new ResultRow(new CampaignWindow(0, 1), WINDOW_MS, 4, three, 17, 0, 0, Trace.NONE));
        addTheOthers();

        match();
        assertThat(faults).contains("0: its event_count is not the sum of its types");
    }

    @Test
    void aNewestTimeBeforeThatOfAsManyEventsCannotBe() {
        add(1, 0, 3, 2, 17);
        add(1, 0, 4, 6, 18);
        addTheOthers();

        match();
        assertThat(faults).containsExactly("0: it counts more events than there are up to its newest one");
    }

    @Test
    void aNewestTimeAtWhichThereIsNoEventCannotBe() {
        add(1, 0, 3, 5, 17);
        add(1, 0, 4, 6, 18);
        addTheOthers();

        match();
        assertThat(faults).containsExactly("0: no event has the time of its newest one");
    }

    @Test
    void aNewestTimeBehindAllEventsCannotBe() {
        add(1, 0, 4, 7, 18);
        addTheOthers();

        match();
        assertThat(faults).containsExactly("0: no event has the time of its newest one");
    }

    @Test
    void aNewestTimeAfterTheRowsOwnAppendCannotBeButForTheClocks() {
        add(1, 0, 4, 6, 1); // appended before 2 ms; the clocks may differ by 3 ms
        addTheOthers();

        match();
        assertThat(faults).containsExactly("0: its newest event is later than its own append");

        faults.clear();
        rows.set(0, row(1, 0, counts(4, 6), 2));
        match();
        assertThat(faults).isEmpty();
    }

    @Test
    void anotherEndOfTheWindowCannotBe() {
        rows.add(new ResultRow(new CampaignWindow(0, 1), 11, 4, counts(4, 6), 17, 0, 0, Trace.NONE));
        addTheOthers();

        match();
        assertThat(faults).containsExactly("0: window_end is 11");
    }

    @Test
    void eventsThatAreNotThoseOfTheTruthAreNoticed() {
        Truth more = new Truth(Map.of(new CampaignWindow(0, 1), counts(2, 2)));
        Truth other = new Truth(Map.of(new CampaignWindow(0, 1), counts(1, 3)));
        Truth same = new Truth(Map.of(new CampaignWindow(0, 1), counts(1, 2)));

        assertThat(List.of(more, other, same))
                .map(truth -> {
                    EventMatching matching = new EventMatching(
                            truth, List.of(), WINDOW_MS, 3, (windowStartMs, intendedNs, counted) -> {}, fault -> {});
                    view(matching, 2, 1);
                    return matching.complete();
                })
                .containsExactly(false, false, true);
    }

    /** An array by campaign would need gigabytes. */
    @Test
    void anIdOfAnyIntIsOneMoreCell() {
        add(1, 0, 4, 6, 20);
        add(Integer.MAX_VALUE, 0, 1, 6, 20);
        addTheOthers();

        assertThat(match()).isTrue();
        assertThat(faults).isEmpty(); // the oracle calls these cells extra
    }
}

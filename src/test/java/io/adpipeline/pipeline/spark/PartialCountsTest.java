package io.adpipeline.pipeline.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.CountsSum;
import io.adpipeline.event.EventCounts;
import io.adpipeline.event.EventType;
import io.adpipeline.pipeline.spark.PartialAggregation.PartialCounts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartialCountsTest {

    private static final long WINDOW_MS = 2_000;

    private final EventScanner scanner = new EventScanner();

    @Test
    void eventsOfOneWindowAndCampaignShareACellThatKeepsTheNewestStamps() {
        PartialCounts counts = new PartialCounts(WINDOW_MS);
        add(counts, EventType.VIEW, 2_000_000_000L, 5, 90, 7);
        add(counts, EventType.CLICK, 3_999_999_999L, 5, 80, 9);
        add(counts, EventType.PURCHASE, 3_000_000_000L, 5, 85, 8);
        add(counts, EventType.VIEW, 3_000_000_000L, 5, 85, 8);

        assertThat(counts.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.campaignId).isEqualTo(5);
            assertThat(counts(cell)).isEqualTo(new EventCounts(2, 1, 1, 90, 3_999_999_999L));
            assertThat(cell.maxAppendTimeMs).isEqualTo(9);
        });
    }

    @Test
    void theEndOfAWindowBelongsToTheNext() {
        PartialCounts counts = new PartialCounts(WINDOW_MS);
        add(counts, EventType.VIEW, 1_999_999_999L, 1, 0, 0);
        add(counts, EventType.VIEW, 2_000_000_000L, 1, 0, 0);

        assertThat(counts.cells()).hasSize(2);
    }

    @Test
    void aRecordWithoutAppendTimeKeepsWhatTheBrokerSaid() {
        PartialCounts counts = new PartialCounts(WINDOW_MS);
        add(counts, EventType.VIEW, 0, 1, 0, -1);

        assertThat(counts.cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.maxAppendTimeMs).isEqualTo(-1));
    }

    @Test
    void manyCellsAreAllKept() {
        PartialCounts counts = new PartialCounts(WINDOW_MS);
        Map<CampaignWindow, EventCounts> expected = new HashMap<>();
        Random random = new Random(4);
        for (int i = 0; i < 50_000; i++) {
            long eventTimeNs = 1_763_820_000_000_000_000L + random.nextLong(100_000_000_000L);
            int campaign = 1 + random.nextInt(100);
            add(counts, EventType.CLICK, eventTimeNs, campaign, i, i);
            expected.merge(
                    new CampaignWindow(eventTimeNs / 1_000_000 / WINDOW_MS * WINDOW_MS, campaign),
                    new EventCounts(0, 1, 0, i, eventTimeNs),
                    CountsSum::of);
        }

        assertThat(byCell(counts.cells())).hasSize(5_000).isEqualTo(expected);
    }

    @Test
    void windowsOfOneCampaignAreToldApartWhereverTheyLand() {
        PartialCounts counts = new PartialCounts(WINDOW_MS);
        Random random = new Random(6);
        Set<Long> windows = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            long window = random.nextLong(1_000_000_000L);
            windows.add(window);
            add(counts, EventType.VIEW, window * WINDOW_MS * 1_000_000, 1, 0, 0);
        }

        assertThat(byCell(counts.cells())).hasSize(windows.size());
    }

    private static Map<CampaignWindow, EventCounts> byCell(List<PartialCounts.Cell> cells) {
        Map<CampaignWindow, EventCounts> byCell = new HashMap<>();
        for (PartialCounts.Cell cell : cells) {
            long start = cell.maxEventTimeNs / 1_000_000 / WINDOW_MS * WINDOW_MS;
            assertThat(byCell.put(new CampaignWindow(start, cell.campaignId), counts(cell)))
                    .isNull();
        }
        return byCell;
    }

    private static EventCounts counts(PartialCounts.Cell cell) {
        return new EventCounts(cell.views, cell.clicks, cell.purchases, cell.maxProduceTimeMs, cell.maxEventTimeNs);
    }

    private void add(
            PartialCounts counts,
            EventType type,
            long eventTimeNs,
            int campaign,
            long produceTimeMs,
            long appendTimeMs) {
        String json = "{\"event_type\":\"%s\",\"event_time_ns\":%d,\"campaign_id\":%d,\"produce_time\":%d}"
                .formatted(type.wireName(), eventTimeNs, campaign, produceTimeMs);
        assertThat(scanner.scan(json.getBytes(UTF_8))).isTrue();
        counts.add(scanner, appendTimeMs);
    }
}

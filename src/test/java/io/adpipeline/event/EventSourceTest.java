package io.adpipeline.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.adpipeline.event.AdCatalog.Ad;
import io.adpipeline.event.AdCatalog.AdType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class EventSourceTest {

    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final String UUID_4 = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    private static final String OCTET = "(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final String DOTTED_QUAD = OCTET + "(\\." + OCTET + "){3}";
    private static final double ALPHA = 1e-3;

    private static final long BASE_MS = 1_700_000_000_000L;
    private static final long WINDOW_MS = 10_000;
    private static final AdCatalog CATALOG = new AdCatalog(10, 20, 3);

    private static EventSource source(long seed) {
        return new EventSource(CATALOG, seed, BASE_MS, WINDOW_MS);
    }

    private static List<JsonNode> events(int count) throws IOException {
        EventSource source = source(11);
        List<JsonNode> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(JACKSON.readTree(source.next(BASE_MS * 1_000_000 + i, BASE_MS)));
        }
        return events;
    }

    @Test
    void everyEventIsOneJsonObjectWithAllFieldsInOrder() throws IOException {
        for (JsonNode event : events(2_000)) {
            assertThat(event.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "user_id",
                            "page_id",
                            "ad_id",
                            "ad_type",
                            "event_type",
                            "event_time_ns",
                            "window_id",
                            "ip_address",
                            "campaign_id",
                            "produce_time");
            assertThat(event.get("user_id").textValue()).matches(UUID_4);
            assertThat(event.get("page_id").textValue()).matches(UUID_4);
            assertThat(event.get("ad_id").textValue()).matches(UUID_4);
            assertThat(event.get("ip_address").textValue()).matches(DOTTED_QUAD);
            assertThat(event.get("campaign_id").isInt()).isTrue();
        }
    }

    @Test
    void aSkippedEventIsTheOneThatWouldHaveBeenWritten() {
        EventSource written = source(5);
        EventSource skipped = source(5);
        for (int i = 0; i < 1_000; i++) {
            written.next(BASE_MS * 1_000_000 + i, BASE_MS);
            skipped.skip();

            assertThat(skipped.campaignId()).isEqualTo(written.campaignId());
            assertThat(skipped.eventType()).isEqualTo(written.eventType());
        }
    }

    @Test
    void theFieldsAreThoseAskedForAndThoseOfTheAd() {
        Map<UUID, Ad> ads = new HashMap<>();
        CATALOG.ads().forEach(ad -> ads.put(ad.id(), ad));
        EventSource source = source(5);
        for (int i = 0; i < 5_000; i++) {
            long offsetMs = i * 977L;
            long intendedNs = (BASE_MS + offsetMs) * 1_000_000 + i;
            AdEvent event = AdEvent.read(source.next(intendedNs, BASE_MS + offsetMs + 3));

            Ad ad = ads.get(event.adId());
            assertThat(event.adTypeName()).isEqualTo(ad.type().wireName());
            assertThat(event.campaignId()).isEqualTo(ad.campaignId()).isEqualTo(source.campaignId());
            assertThat(event.eventType()).isEqualTo(source.eventType());
            assertThat(event.eventTimeNs()).isEqualTo(intendedNs);
            assertThat(event.produceTimeMs()).isEqualTo(BASE_MS + offsetMs + 3);
            assertThat(event.windowId()).isEqualTo(offsetMs / WINDOW_MS);
        }
    }

    @Test
    void theBytesAreThoseThatJacksonWrites() {
        EventSource source = source(6);
        for (int i = 0; i < 2_000; i++) {
            byte[] written = source.next(BASE_MS * 1_000_000 + i, BASE_MS + i);
            assertThat(AdEvent.read(written).json()).isEqualTo(new String(written, UTF_8));
        }
    }

    @Test
    void smallAndBigTimesAreWrittenInFull() throws IOException {
        EventSource source = new EventSource(new AdCatalog(1, 1, 0), 1, 0, 1);
        for (long value : new long[] {
            0,
            1,
            9,
            10,
            99,
            100,
            101,
            1_000_000,
            123_456_789,
            10_000_000_000_000_000L,
            999_999_999_999_999_999L,
            1_000_000_000_000_000_000L,
            Long.MAX_VALUE - 1,
            Long.MAX_VALUE
        }) {
            JsonNode event = JACKSON.readTree(source.next(value, value));
            assertThat(event.get("event_time_ns").bigIntegerValue()).isEqualTo(value);
            assertThat(event.get("produce_time").bigIntegerValue()).isEqualTo(value);
            assertThat(event.get("window_id").bigIntegerValue()).isEqualTo(value / 1_000_000);
        }
    }

    @Test
    void anEventOfTheLastNanosecondBelongsToTheOldWindow() {
        EventSource source = source(1);
        long secondWindowNs = (BASE_MS + WINDOW_MS) * 1_000_000;
        assertThat(AdEvent.read(source.next(secondWindowNs - 1, 0)).windowId()).isZero();
        assertThat(AdEvent.read(source.next(secondWindowNs, 0)).windowId()).isOne();
    }

    @Test
    void windowsBeforeTheBaseCountDownwards() {
        EventSource source = source(1);
        assertThat(AdEvent.read(source.next(BASE_MS * 1_000_000 - 1, 0)).windowId())
                .isEqualTo(-1);
        assertThat(AdEvent.read(source.next((BASE_MS - 123 * WINDOW_MS) * 1_000_000, 0))
                        .windowId())
                .isEqualTo(-123);
    }

    @Test
    void theWindowIsThatOfTheEventInWhateverOrderEventsCome() {
        EventSource source = source(1);
        for (long window : new long[] {3, 3, 0, -1, 0, 1, 0, 3}) {
            long startNs = (BASE_MS + window * WINDOW_MS) * 1_000_000;
            long lastNs = startNs + WINDOW_MS * 1_000_000 - 1;
            assertThat(AdEvent.read(source.next(lastNs, 0)).windowId()).isEqualTo(window);
            assertThat(AdEvent.read(source.next(startNs, 0)).windowId()).isEqualTo(window);
        }
    }

    @Test
    void adsAndEventTypesAreDrawnEvenly() throws IOException {
        List<JsonNode> events = events(50_000);
        assertThat(evenPValue(events, "ad_id", CATALOG.ads().size())).isGreaterThan(ALPHA);
        assertThat(evenPValue(events, "event_type", EventType.values().length)).isGreaterThan(ALPHA);
        Set<String> adTypes =
                new HashSet<>(values(events, event -> event.get("ad_type").textValue()));
        assertThat(adTypes).hasSameSizeAs(AdType.values());
    }

    @Test
    void theCheckOfEvenDrawsRejectsAFavouredType() throws IOException {
        List<JsonNode> events = events(50_000);
        events.removeIf(event -> event.get("event_type").textValue().equals("click")
                && event.get("user_id").textValue().startsWith("0"));
        assertThat(evenPValue(events, "event_type", EventType.values().length)).isLessThan(ALPHA);
    }

    @Test
    void eachOctetOfTheAddressIsDrawnEvenly() throws IOException {
        List<JsonNode> events = events(50_000);
        for (int position = 0; position < 4; position++) {
            int octet = position;
            List<String> octets =
                    values(events, event -> event.get("ip_address").textValue().split("\\.")[octet]);
            assertThat(evenPValue(octets, 256)).as("octet %d", octet).isGreaterThan(ALPHA);
        }
    }

    @Test
    void usersAndPagesNeverComeTwice() throws IOException {
        List<JsonNode> events = events(20_000);
        Set<String> ids =
                new HashSet<>(values(events, event -> event.get("user_id").textValue()));
        ids.addAll(values(events, event -> event.get("page_id").textValue()));
        assertThat(ids).hasSize(40_000);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
        EventSource one = source(42);
        EventSource same = source(42);
        EventSource other = source(43);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = one.next(i, i);
            assertThat(same.next(i, i)).isEqualTo(bytes);
            assertThat(other.next(i, i)).isNotEqualTo(bytes);
        }
    }

    @Test
    void nothingIsAllocatedOnceThereIsAnArrayOfEachLength() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        EventSource source = source(1);
        for (int i = 0; i < 50_000; i++) {
            source.next(BASE_MS * 1_000_000 + i, BASE_MS);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 50_000; i++) {
            source.next(BASE_MS * 1_000_000 + i, BASE_MS);
        }
        // a rare length may be new; one object for each event would be 800,000 bytes
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    private static double evenPValue(List<JsonNode> events, String field, int kinds) {
        return evenPValue(values(events, event -> event.get(field).textValue()), kinds);
    }

    /** Pearson's chi-square test against equal frequencies of the given number of kinds. */
    private static double evenPValue(List<String> values, int kinds) {
        Map<String, Long> counts = new HashMap<>();
        values.forEach(value -> counts.merge(value, 1L, Long::sum));
        assertThat(counts).hasSize(kinds);
        double[] expected = new double[kinds];
        Arrays.fill(expected, (double) values.size() / kinds);
        long[] observed = counts.values().stream().mapToLong(Long::longValue).toArray();
        return new ChiSquareTest().chiSquareTest(expected, observed);
    }

    private static List<String> values(List<JsonNode> events, Function<JsonNode, String> value) {
        return events.stream().map(value).toList();
    }
}

package io.adpipeline.pipeline.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.CountsSum;
import io.adpipeline.event.EventCounts;
import io.adpipeline.event.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Events of several windows in random order, written as different producers would, and their true counts. */
@SuppressWarnings("EnumOrdinal") // the index of an array, on a hot path
final class SyntheticEvents {

    static final long BASE_MS = 1_763_820_000_000L;
    static final long WINDOW_MS = 2_000;
    static final int WINDOWS = 6;
    static final int CAMPAIGNS = 3;

    private static final EventCounts NOTHING = new EventCounts(0, 0, 0, 0, 0);

    private final Random random;
    private final Map<CampaignWindow, EventCounts> truth = new TreeMap<>();

    SyntheticEvents(long seed) {
        random = new Random(seed);
    }

    /** What has to come out. */
    Map<CampaignWindow, EventCounts> truth() {
        return new TreeMap<>(truth);
    }

    /** Events with all fields, as the suite's own generator writes them. */
    List<byte[]> full(int count) {
        return events(count, """
                {"user_id":"0b8ff4c4-8a4f-4e26-8d0b-1a2b3c4d5e6f","page_id":"0b8ff4c4-8a4f-4e26-8d0b-1a2b3c4d5e60",\
                "ad_id":"0b8ff4c4-8a4f-4e26-8d0b-1a2b3c4d5e61","ad_type":"video","event_type":"%1$s",\
                "event_time_ns":%2$d,"window_id":3,"ip_address":"10.1.2.3","campaign_id":%3$d,"produce_time":%4$d}""");
    }

    /** The same as a program in another language may write it. */
    List<byte[]> foreign(int count) {
        return events(count, """
                { "produce_time" : %4$d.0, "campaign_id" : %3$d,
                  "context" : {"campaign_id": [1, {"x": null}], "é": "\\"}"},
                  "event_time_ns": %2$d, "flags": [], "event_type": "%1$s" }
                """);
    }

    /** Values that are no events; null is a tombstone. */
    static List<byte[]> malformed() {
        List<byte[]> values = new ArrayList<>();
        values.add(null);
        for (String text : new String[] {
            "",
            "nonsense",
            "{\"event_type\":\"view\"",
            "[1]",
            "{\"event_type\":\"view\",\"event_time_ns\":1,\"campaign_id\":0,\"produce_time\":1}"
        }) {
            values.add(text.getBytes(UTF_8));
        }
        values.add(new byte[] {(byte) 0xff, 0, 1, 2});
        return values;
    }

    /** One event of campaign 1 this long after the others' base; it is part of the truth, too. */
    byte[] at(long offsetMs) {
        return event(
                "{\"event_type\":\"%s\",\"event_time_ns\":%d,\"campaign_id\":%d,\"produce_time\":%d}",
                EventType.VIEW, (BASE_MS + offsetMs) * 1_000_000, 1);
    }

    private List<byte[]> events(int count, String format) {
        List<byte[]> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long offsetNs = random.nextLong(WINDOWS * WINDOW_MS * 1_000_000);
            EventType type = EventType.values()[random.nextInt(3)];
            events.add(event(format, type, BASE_MS * 1_000_000 + offsetNs, 1 + random.nextInt(CAMPAIGNS)));
        }
        return events;
    }

    private byte[] event(String format, EventType type, long eventTimeNs, int campaign) {
        long produceTimeMs = eventTimeNs / 1_000_000 + random.nextInt(50);
        long windowStartMs = eventTimeNs / 1_000_000 / WINDOW_MS * WINDOW_MS;
        truth.merge(
                new CampaignWindow(windowStartMs, campaign),
                CountsSum.of(NOTHING, counts(type, produceTimeMs, eventTimeNs)),
                CountsSum::of);
        return format.formatted(type.wireName(), eventTimeNs, campaign, produceTimeMs)
                .getBytes(UTF_8);
    }

    private static EventCounts counts(EventType type, long produceTimeMs, long eventTimeNs) {
        long[] one = Arrays.stream(EventType.values())
                .mapToLong(other -> other == type ? 1 : 0)
                .toArray();
        return new EventCounts(one[0], one[1], one[2], produceTimeMs, eventTimeNs);
    }
}

package io.adpipeline.pipeline.spark;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.adpipeline.event.AdCatalog;
import io.adpipeline.event.AdEvent;
import io.adpipeline.event.EventSource;
import io.adpipeline.event.EventType;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reads the aggregate's four fields out of events; each method answers a mix of all four. One thread owns the state. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ParsingMethods {

    private static final long BASE_MS = 1_763_820_000_000L;
    private static final int EVENTS = 1 << 10;

    private final byte[][] events = new byte[EVENTS][];
    private final EventScanner scanner = new EventScanner();
    private final JsonFactory factory = new JsonFactory();
    private final ObjectReader reader = JsonMapper.builder().build().readerFor(Fields.class);
    private int next;

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Fields(
            @JsonProperty("event_type") String eventType,
            @JsonProperty("event_time_ns") long eventTimeNs,
            @JsonProperty("campaign_id") int campaignId,
            @JsonProperty("produce_time") long produceTimeMs) {}

    /** Makes the events and sees that all three ways read the same. */
    @Setup
    public void prepare() throws IOException {
        EventSource source = new EventSource(new AdCatalog(10, 100, 1), 1, BASE_MS, 10_000);
        for (int i = 0; i < EVENTS; i++) {
            events[i] = source.next(BASE_MS * 1_000_000 + i * 25_000L, BASE_MS + i / 40)
                    .clone();
        }
        for (next = 0; next < EVENTS; ) {
            int event = next;
            long mix = ours();
            next = event;
            requireSame(mix, jacksonParser());
            next = event;
            requireSame(mix, jacksonReader());
        }
    }

    private static void requireSame(long ours, long others) {
        if (ours != others) {
            throw new IllegalStateException("both ways must read the same, read %d and %d".formatted(ours, others));
        }
    }

    @Benchmark
    public long ours() {
        if (!scanner.scan(nextEvent())) {
            throw new IllegalStateException("an event of our own must be one");
        }
        return mix(scanner.type(), scanner.eventTimeNs(), scanner.campaignId(), scanner.produceTimeMs());
    }

    @Benchmark
    public long jacksonParser() throws IOException {
        EventType type = null;
        long eventTimeNs = -1;
        int campaignId = -1;
        long produceTimeMs = -1;
        try (JsonParser json = factory.createParser(nextEvent())) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                switch (name) {
                    case "event_type" -> type = AdEvent.typeOf(json.getText());
                    case "event_time_ns" -> eventTimeNs = json.getLongValue();
                    case "campaign_id" -> campaignId = json.getIntValue();
                    case "produce_time" -> produceTimeMs = json.getLongValue();
                    default -> requireScalar(value);
                }
            }
        }
        return mix(type, eventTimeNs, campaignId, produceTimeMs);
    }

    private static void requireScalar(JsonToken value) {
        if (!value.isScalarValue()) {
            throw new IllegalStateException("an event must be flat, has " + value);
        }
    }

    @Benchmark
    public long jacksonReader() throws IOException {
        Fields fields = reader.readValue(nextEvent());
        return mix(
                AdEvent.typeOf(fields.eventType()), fields.eventTimeNs(), fields.campaignId(), fields.produceTimeMs());
    }

    private byte[] nextEvent() {
        return events[next++ & EVENTS - 1];
    }

    private static long mix(EventType type, long eventTimeNs, int campaignId, long produceTimeMs) {
        return ((eventTimeNs * 31 + produceTimeMs) * 31 + campaignId) * 31 + type.ordinal();
    }
}

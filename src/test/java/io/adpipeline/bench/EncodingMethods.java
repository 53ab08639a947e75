package io.adpipeline.bench;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.adpipeline.event.AdCatalog;
import io.adpipeline.event.AdEvent;
import io.adpipeline.event.EventSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

/**
 * Ours draws a random event and encodes it. Jackson gets events that are drawn already, so it is spared that part; its
 * bytes must be the same. One thread owns the state.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class EncodingMethods {

    private static final long BASE_MS = 1_763_820_000_000L;
    private static final long STEP_NS = 25_000;
    private static final int EVENTS = 1 << 10;
    private static final int SAMPLE = 100_000;

    private final AdCatalog catalog = new AdCatalog(10, 100, 1);
    private final ObjectWriter writer = JsonMapper.builder().build().writerFor(AdEvent.class);
    private final ByteArrayOutputStream output = new ByteArrayOutputStream(512);
    private final AdEvent[] events = new AdEvent[EVENTS];
    private EventSource source;
    private JsonGenerator generator;
    private long intendedNs;
    private int next;

    /** Draws the events and sees that all three ways write the same bytes. */
    @Setup
    public void prepare() throws IOException {
        // without a separator a generator can go on with the next event
        generator = new JsonFactoryBuilder()
                .rootValueSeparator((String) null)
                .build()
                .createGenerator(output);
        reset();
        for (int i = 0; i < EVENTS; i++) {
            byte[] bytes = ours();
            events[i] = AdEvent.read(bytes);
            requireSame(bytes, writer.writeValueAsBytes(events[i]));
            next = i;
            requireSame(bytes, jacksonGenerator());
        }
        reset();
    }

    private void reset() {
        source = source(catalog);
        intendedNs = BASE_MS * 1_000_000;
        next = 0;
    }

    private static EventSource source(AdCatalog catalog) {
        return new EventSource(catalog, 1, BASE_MS, 10_000);
    }

    private static void requireSame(byte[] ours, byte[] others) {
        if (!Arrays.equals(ours, others)) {
            throw new IllegalStateException("both ways must write the same, wrote\n%s\n%s"
                    .formatted(new String(ours, StandardCharsets.UTF_8), new String(others, StandardCharsets.UTF_8)));
        }
    }

    /** An array of the event's length and nothing else, mean, bytes: header, and length in words of eight. */
    static double arrayBytes() {
        EventSource source = source(new AdCatalog(10, 100, 1));
        long bytes = 0;
        for (int i = 0; i < SAMPLE; i++) {
            long nowNs = BASE_MS * 1_000_000 + i * STEP_NS;
            bytes += 16 + (source.next(nowNs, nowNs / 1_000_000).length + 7) / 8 * 8;
        }
        return (double) bytes / SAMPLE;
    }

    @Benchmark
    public byte[] ours() {
        intendedNs += STEP_NS;
        return source.next(intendedNs, intendedNs / 1_000_000);
    }

    @Benchmark
    public byte[] jacksonWriter() throws IOException {
        return writer.writeValueAsBytes(nextEvent());
    }

    @Benchmark
    public byte[] jacksonGenerator() throws IOException {
        output.reset();
        write(nextEvent(), generator);
        generator.flush();
        return output.toByteArray();
    }

    /** Field by field, without Jackson's data binding. */
    private static void write(AdEvent event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("user_id", event.userId().toString());
        json.writeStringField("page_id", event.pageId().toString());
        json.writeStringField("ad_id", event.adId().toString());
        json.writeStringField("ad_type", event.adTypeName());
        json.writeStringField("event_type", event.eventTypeName());
        json.writeNumberField("event_time_ns", event.eventTimeNs());
        json.writeNumberField("window_id", event.windowId());
        json.writeStringField("ip_address", event.ipAddress());
        json.writeNumberField("campaign_id", event.campaignId());
        json.writeNumberField("produce_time", event.produceTimeMs());
        json.writeEndObject();
    }

    private AdEvent nextEvent() {
        return events[next++ & EVENTS - 1];
    }
}

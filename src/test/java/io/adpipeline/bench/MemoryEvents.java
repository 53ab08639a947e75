package io.adpipeline.bench;

import io.adpipeline.event.AdCatalog;
import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.CountsSum;
import io.adpipeline.event.EventCounts;
import io.adpipeline.event.EventSource;
import io.adpipeline.event.EventType;
import java.sql.Timestamp;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** The same events each time, as the rows of a Kafka source, and their true counts. Stateless. */
final class MemoryEvents {

    static final int COUNT = 400_000;

    private static final long BASE_MS = 1_763_820_000_000L;
    private static final long STEP_NS = 100_000;

    private MemoryEvents() {}

    /** One partition with columns {@code value} and {@code timestamp}. */
    static Dataset<Row> in(SparkSession session) {
        MapPartitionsFunction<Long, Tuple2<byte[], Timestamp>> events = MemoryEvents::rows;
        return session.range(0, COUNT, 1, 1)
                .as(Encoders.LONG())
                .mapPartitions(events, Encoders.tuple(Encoders.BINARY(), Encoders.TIMESTAMP()))
                .toDF("value", "timestamp");
    }

    private static Iterator<Tuple2<byte[], Timestamp>> rows(Iterator<Long> numbers) {
        EventSource source = source();
        return LongStream.range(0, COUNT)
                .mapToObj(i -> new Tuple2<>(event(source, i), new Timestamp(produceMs(i) + 3)))
                .iterator();
    }

    private static EventSource source() {
        return new EventSource(new AdCatalog(10, 100, 1), 1, BASE_MS, 10_000);
    }

    private static byte[] event(EventSource source, long number) {
        return source.next(intendedNs(number), produceMs(number)).clone();
    }

    private static long intendedNs(long number) {
        return BASE_MS * 1_000_000 + number * STEP_NS;
    }

    private static long produceMs(long number) {
        return intendedNs(number) / 1_000_000 + 1;
    }

    /** What has to be counted. */
    static Map<CampaignWindow, EventCounts> truth(long windowMs) {
        Map<CampaignWindow, EventCounts> truth = new TreeMap<>();
        EventSource source = source();
        for (long i = 0; i < COUNT; i++) {
            event(source, i);
            long windowStartMs = intendedNs(i) / 1_000_000 / windowMs * windowMs;
            truth.merge(
                    new CampaignWindow(windowStartMs, source.campaignId()),
                    one(source.eventType(), produceMs(i), intendedNs(i)),
                    CountsSum::of);
        }
        return truth;
    }

    private static EventCounts one(EventType type, long produceMs, long intendedNs) {
        return new EventCounts(
                type == EventType.VIEW ? 1 : 0,
                type == EventType.CLICK ? 1 : 0,
                type == EventType.PURCHASE ? 1 : 0,
                produceMs,
                intendedNs);
    }
}

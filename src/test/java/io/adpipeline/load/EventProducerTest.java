package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.adpipeline.event.AdCatalog;
import io.adpipeline.event.AdEvent;
import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.CountsSum;
import io.adpipeline.event.EventCounts;
import io.adpipeline.event.EventSource;
import io.adpipeline.event.EventType;
import io.adpipeline.event.Truth;
import io.adpipeline.latency.LatencyHistogram;
import io.adpipeline.latency.Statistic;
import io.adpipeline.load.LoadReport.Counts;
import io.adpipeline.load.Pacer.LoadClock;
import io.adpipeline.traffic.ArrivalSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventProducerTest {

    private static final LoadPlan PLAN = LoadPlans.small();
    private static final long MS = 1_000_000;

    private final LoadClock clock = new LoadClock();
    private final MockProducer<byte[], byte[]> kafka = kafka(true);

    private static MockProducer<byte[], byte[]> kafka(boolean acknowledges) {
        return new KeepingProducer(acknowledges);
    }

    /** Keeps a copy of each event, as a real one copies it into its batch before {@code send} returns. */
    private static class KeepingProducer extends MockProducer<byte[], byte[]> {

        KeepingProducer(boolean acknowledges) {
            super(acknowledges, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            return super.send(
                    new ProducerRecord<>(
                            record.topic(),
                            null,
                            record.timestamp(),
                            null,
                            record.value().clone()),
                    callback);
        }
    }

    private long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(clock.nowNs());
    }

    /** A start of a window, at least so long ago. */
    private long startMsAgo(long ms) {
        return (nowMs() - ms) / PLAN.windowMs() * PLAN.windowMs();
    }

    /** Arrivals at these offsets, and none after them. */
    private static ArrivalSequence at(LongStream offsetsNs) {
        PrimitiveIterator.OfLong offsets = offsetsNs.iterator();
        return () -> offsets.hasNext() ? offsets.nextLong() : Long.MAX_VALUE;
    }

    private static LongStream everyMs(long stepMs) {
        return LongStream.iterate(0, offset -> offset + stepMs * MS).limit(4_000 / stepMs);
    }

    private EventProducer producer(
            MockProducer<byte[], byte[]> client, LongStream offsetsNs, long startMs, long giveUpMs) {
        AdCatalog catalog = new AdCatalog(PLAN.campaigns(), PLAN.adsPerCampaign(), 7);
        long[] all = offsetsNs.toArray();
        long fromNs = PLAN.warmupMs() * MS;
        return new EventProducer(
                PLAN,
                0,
                new ProducerSequence(
                        at(LongStream.of(all).filter(offset -> offset < fromNs)),
                        new EventSource(catalog, 7, startMs, PLAN.windowMs())),
                measureFromMs -> new ProducerSequence(
                        at(LongStream.of(all).filter(offset -> offset >= fromNs).map(offset -> offset - fromNs)),
                        new EventSource(catalog, 8, measureFromMs, PLAN.windowMs())),
                new FailedSends(),
                client,
                clock,
                startMs,
                giveUpMs);
    }

    private EventProducer ran(MockProducer<byte[], byte[]> client, LongStream offsetsNs, long startMs) {
        EventProducer producer = producer(client, offsetsNs, startMs, Long.MAX_VALUE / MS);
        producer.run();
        return producer;
    }

    private static List<AdEvent> sent(MockProducer<byte[], byte[]> client) {
        return client.history().stream()
                .map(ProducerRecord::value)
                .map(AdEvent::read)
                .toList();
    }

    /** What the records themselves say. */
    private static Truth recount(List<AdEvent> events, long startMs) {
        Map<CampaignWindow, EventCounts> cells = new TreeMap<>();
        for (AdEvent event : events) {
            long window = (event.eventTimeNs() / MS - startMs) / PLAN.windowMs();
            cells.merge(
                    new CampaignWindow(startMs + window * PLAN.windowMs(), event.campaignId()),
                    new EventCounts(
                            event.eventType() == EventType.VIEW ? 1 : 0,
                            event.eventType() == EventType.CLICK ? 1 : 0,
                            event.eventType() == EventType.PURCHASE ? 1 : 0,
                            event.produceTimeMs(),
                            event.eventTimeNs()),
                    CountsSum::of);
        }
        return new Truth(cells);
    }

    @Test
    void everyScheduledEventIsSentOnceInItsOrderWithItsIntendedTime() {
        long startMs = startMsAgo(5_000);
        EventProducer producer = ran(kafka, everyMs(3), startMs);

        assertThat(sent(kafka))
                .extracting(AdEvent::eventTimeNs)
                .containsExactlyElementsOf(
                        everyMs(3).map(offset -> startMs * MS + offset).boxed().toList());
        assertThat(kafka.history()).extracting(ProducerRecord::topic).containsOnly("events");
        assertThat(producer.counts()).isEqualTo(new Counts(1_333, 1_333, 1_333, 0));
        assertThat(kafka.flushed()).isTrue();
    }

    @Test
    void lateEventsAreSentAtOnceAndTheirLagIsRecorded() {
        long startMs = startMsAgo(60_000);
        long begunNs = System.nanoTime();
        EventProducer producer = ran(kafka, everyMs(10), startMs);
        double tookMs = (System.nanoTime() - begunNs) / 1e6;

        List<AdEvent> events = sent(kafka);
        long firstMs = events.get(0).produceTimeMs();
        assertThat(IntStream.range(0, events.size()))
                .as("events that were sent earlier than one that is paced could be")
                .anyMatch(i -> events.get(i).produceTimeMs() - firstMs < i * 10 - 1_000);
        LatencyHistogram lags = producer.lagsOfInterval();
        assertThat(lags.count()).isEqualTo(400);
        assertThat(lags.value(Statistic.MAX)).isBetween(60_000.0, 64_500.0 + tookMs);
        double largestMs = events.subList(100, 300).stream()
                .mapToDouble(event -> event.produceTimeMs() - event.eventTimeNs() / 1e6)
                .max()
                .orElseThrow();
        assertThat(producer.measured().lags().total().value(Statistic.MAX)).isCloseTo(largestMs, withinPercentage(0.5));
    }

    @Test
    void noEventIsSentBeforeItsTime() {
        long startMs = nowMs() + 20;
        EventProducer producer =
                producer(kafka, LongStream.range(0, 60).map(i -> i * 1_234_567), startMs, startMs + 4_000);
        producer.run();

        assertThat(sent(kafka))
                .hasSize(60)
                .allSatisfy(
                        event -> assertThat(event.produceTimeMs()).isGreaterThanOrEqualTo(event.eventTimeNs() / MS));
        assertThat(kafka.history())
                .allSatisfy(sent -> assertThat(sent.timestamp())
                        .isEqualTo(AdEvent.read(sent.value()).produceTimeMs()));
        assertThat(producer.lagsOfInterval().negativeCount()).isZero();
    }

    @Test
    void measuredIsWhatWasIntendedForTheMeasuredPhase() {
        LongStream boundaries =
                LongStream.of(0, 1_000 * MS - 1, 1_000 * MS, 2_000 * MS, 3_000 * MS - 1, 3_000 * MS, 4_000 * MS - 1);
        EventProducer producer = ran(kafka, boundaries, startMsAgo(5_000));

        assertThat(producer.counts()).isEqualTo(new Counts(7, 7, 7, 0));
        assertThat(producer.measured().counts()).isEqualTo(new Counts(3, 3, 3, 0));
        assertThat(producer.measured().lags().total().count()).isEqualTo(3);
        assertThat(producer.measured().acknowledgements().total().count()).isEqualTo(3);
    }

    @Test
    void theScheduleEndsWithItsPhases() {
        EventProducer producer =
                ran(kafka, LongStream.of(0, 4_000 * MS - 1, 4_000 * MS, 5_000 * MS), startMsAgo(9_000));

        assertThat(producer.counts().intended()).isEqualTo(2);
        assertThat(sent(kafka)).hasSize(2);
    }

    @Test
    void theTruthIsWhatTheRecordsSay() {
        long startMs = startMsAgo(5_000);
        EventProducer producer = ran(kafka, everyMs(2), startMs);

        assertThat(producer.truth().toTruth()).isEqualTo(recount(sent(kafka), startMs));
        assertThat(producer.truth().toTruth().total()).isEqualTo(2_000);
    }

    @Test
    void aSendThatIsRefusedCountsAsFailedAndIsNotInTheTruth() {
        IllegalStateException refusal = new IllegalStateException("buffer full");
        kafka.sendException = refusal;
        EventProducer producer = ran(kafka, everyMs(100), startMsAgo(5_000));

        assertThat(producer.counts()).isEqualTo(new Counts(40, 40, 0, 40));
        assertThat(producer.measured().counts()).isEqualTo(new Counts(20, 20, 0, 20));
        assertThat(producer.truth().toTruth().total()).isZero();
        assertThat(producer.firstFailure()).isSameAs(refusal);
        assertThat(producer.measured().acknowledgements().total().count()).isZero();
    }

    @Test
    void anEventThatKafkaGivesUpLaterCountsAsFailedAndIsNotInTheTruth() {
        RuntimeException first = new RuntimeException("expired");
        try (MockProducer<byte[], byte[]> failing = new KeepingProducer(false) {
            @Override
            public synchronized void flush() {
                errorNext(first);
                errorNext(new RuntimeException("expired too"));
                super.flush();
            }
        }) {
            long startMs = startMsAgo(5_000);
            EventProducer producer = ran(failing, everyMs(100), startMs);

            assertThat(producer.counts()).isEqualTo(new Counts(40, 40, 38, 2));
            assertThat(producer.truth().toTruth())
                    .isEqualTo(recount(sent(failing).subList(2, 40), startMs));
            assertThat(producer.firstFailure()).isSameAs(first);
        }
    }

    @Test
    void whatIsNotAcknowledgedYetIsNotInTheTruth() {
        EventProducer producer;
        try (MockProducer<byte[], byte[]> silent = new KeepingProducer(false) {
            @Override
            public synchronized void flush() {
                // never answers
            }
        }) {
            producer = ran(silent, everyMs(100), startMsAgo(5_000));
        }

        assertThat(producer.counts()).isEqualTo(new Counts(40, 40, 0, 0));
        assertThat(producer.truth().toTruth().total()).isZero();
    }

    @Test
    void atItsBoundItGivesUpButStillCountsWhatWasIntended() {
        long startMs = nowMs();
        EventProducer producer = producer(kafka, everyMs(10), startMs, startMs + 55);
        long begunNs = System.nanoTime();
        producer.run();

        assertThat(System.nanoTime() - begunNs).isLessThan(3_900 * MS); // paced, it takes 4 s
        assertThat(producer.counts().intended()).isEqualTo(400);
        assertThat(producer.counts().sent()).isLessThan(7).isEqualTo(sent(kafka).size());
        assertThat(producer.measured().counts()).isEqualTo(new Counts(200, 0, 0, 0));
    }

    @Test
    void anInterruptEndsTheSendingButNotTheCounting() {
        Thread.currentThread().interrupt();
        EventProducer producer = ran(kafka, everyMs(10), nowMs() + 3_600_000);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(producer.counts()).isEqualTo(new Counts(400, 0, 0, 0));
    }

    @Test
    void secondsTellWhenEventsWereAskedForAndWhenTheyWereSent(@TempDir Path folder) throws IOException {
        EventProducer producer = ran(kafka, everyMs(10), startMsAgo(60_000));
        LoadSecond.write(producer.seconds().all(), folder);
        List<String> lines = Files.readAllLines(folder.resolve("load-seconds.csv"));

        assertThat(lines).contains("0,100,0", "3,100,0");
        assertThat(lines.stream()
                        .skip(61)
                        .mapToLong(line -> Long.parseLong(line.split(",")[2]))
                        .sum())
                .isEqualTo(400);
    }
}

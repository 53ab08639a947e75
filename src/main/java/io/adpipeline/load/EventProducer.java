package io.adpipeline.load;

import io.adpipeline.event.EventSource;
import io.adpipeline.event.EventType;
import io.adpipeline.latency.LatencyHistogram;
import io.adpipeline.load.FailedSends.FailedSend;
import io.adpipeline.load.LoadReport.Counts;
import io.adpipeline.load.Pacer.LoadClock;
import io.adpipeline.traffic.ArrivalSequence;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * One producer of the load. It follows its own schedule, never skips an event and never re-synchronises. Runs once, on
 * a thread of its own. Any thread may read counts and lags at any time; seconds, truth and clock bounds only after the
 * end.
 */
final class EventProducer implements Runnable {

    private final LoadPlan plan;
    private final int number;
    private final ProducerSequence warmup;
    private final LongFunction<ProducerSequence> measuredSequence;
    private final FailedSends failedSends;
    private final Producer<byte[], byte[]> kafka;
    private final LoadClock clock;
    private final Pacer pacer;
    private final long startNs;
    private final long giveUpNs;
    private final PhaseStats measured = new PhaseStats();
    private final PhaseStats unmeasured = new PhaseStats();
    private final LoadSecond.Recorder seconds = new LoadSecond.Recorder();
    private final TruthTable truth;
    private final ClockBounds clockBounds = new ClockBounds();
    private final AtomicReference<Exception> firstFailure = new AtomicReference<>();
    private volatile long measureFromNs;
    private EventSource source;
    private boolean sending = true;

    /**
     * @param number of the producer, from 0
     * @param warmup what it sends before the measured part
     * @param measuredSequence gives what it sends from then on, for a start of the measured part, epoch ms
     * @param startMs start of the schedule, epoch ms
     * @param giveUpMs when to stop although events are left, epoch ms; bounds a load that cannot be delivered in time
     */
    EventProducer(
            LoadPlan plan,
            int number,
            ProducerSequence warmup,
            LongFunction<ProducerSequence> measuredSequence,
            FailedSends failedSends,
            Producer<byte[], byte[]> kafka,
            LoadClock clock,
            long startMs,
            long giveUpMs) {
        this.plan = plan;
        this.number = number;
        this.warmup = warmup;
        this.measuredSequence = measuredSequence;
        this.measureFromNs = TimeUnit.MILLISECONDS.toNanos(plan.warmupMs());
        this.failedSends = failedSends;
        this.kafka = kafka;
        this.clock = clock;
        this.pacer = new Pacer(clock);
        this.startNs = TimeUnit.MILLISECONDS.toNanos(startMs);
        this.giveUpNs = TimeUnit.MILLISECONDS.toNanos(giveUpMs);
        this.truth = new TruthTable(startMs, plan.windowMs(), plan.campaigns());
    }

    @Override
    public void run() {
        Pacer.preferThisThread();
        follow(warmup, 0, () -> measureFromNs);
        long fromNs = measureFromNs;
        long endNs = fromNs + TimeUnit.MILLISECONDS.toNanos(plan.measureMs() + plan.tailMs());
        follow(measuredSequence.apply(TimeUnit.NANOSECONDS.toMillis(startNs + fromNs)), fromNs, () -> endNs);
        kafka.flush();
    }

    /** Sends a sequence from one offset of the schedule to another; the end may become earlier meanwhile. */
    private void follow(ProducerSequence sequence, long fromNs, LongSupplier endNs) {
        source = sequence.events();
        ArrivalSequence arrivals = sequence.arrivals();
        for (long arrivalNs = arrivals.nextNs();
                arrivalNs < endNs.getAsLong() - fromNs && !pacer.stopped();
                arrivalNs = arrivals.nextNs()) {
            long offsetNs = fromNs + arrivalNs;
            long nowNs = sending ? pacer.awaitNs(startNs + offsetNs) : Long.MAX_VALUE;
            if (pacer.stopped() || offsetNs >= endNs.getAsLong()) {
                return; // an event that is not due yet does not count as intended
            }
            sending = nowNs < giveUpNs && !Thread.currentThread().isInterrupted();
            PhaseStats phase = phase(offsetNs);
            phase.intended();
            seconds.intended(offsetNs);
            if (sending) {
                send(startNs + offsetNs, nowNs, phase);
            }
        }
    }

    /**
     * Ends the warm-up early. For any thread.
     *
     * @param offsetMs start of the measured part, ms after the start of the schedule; must lie ahead
     */
    void measureFrom(long offsetMs) {
        measureFromNs = TimeUnit.MILLISECONDS.toNanos(offsetMs);
    }

    /** Ends the schedule early: sends no more events, and flushes those already sent. For any thread. */
    void stop() {
        pacer.stop();
    }

    private PhaseStats phase(long offsetNs) {
        long sinceWarmupMs = Math.floorDiv(offsetNs - measureFromNs, 1_000_000L);
        return sinceWarmupMs >= 0 && sinceWarmupMs < plan.measureMs() ? measured : unmeasured;
    }

    private void send(long intendedNs, long nowNs, PhaseStats phase) {
        long produceMs = nowNs / 1_000_000;
        byte[] event = source.next(intendedNs, produceMs);
        Callback callback = answerTo(intendedNs, nowNs, phase);
        phase.sent(nowNs - intendedNs);
        seconds.sent(nowNs - startNs);
        try {
            // the next event may reuse the array: Kafka has copied it when send returns
            Future<RecordMetadata> unused =
                    kafka.send(new ProducerRecord<>(plan.topic(), null, produceMs, null, event), callback);
        } catch (RuntimeException e) {
            requireLibraries(e);
            // a send that is refused at once (buffer full for max.block.ms, say) is a failed send like any other
            callback.onCompletion(null, e);
        }
    }

    /** Takes Kafka's answer to the event just drawn, on the Kafka producer's I/O thread. */
    private Callback answerTo(long intendedNs, long producedNs, PhaseStats phase) {
        int campaignId = source.campaignId();
        EventType type = source.eventType();
        return (metadata, failure) -> {
            if (failure == null) {
                long nowNs = clock.nowNs();
                truth.count(campaignId, type, intendedNs, producedNs / 1_000_000, metadata.timestamp());
                clockBounds.acknowledged(metadata.partition(), producedNs, metadata.timestamp(), nowNs);
                phase.acknowledged(nowNs - producedNs);
            } else {
                firstFailure.compareAndSet(null, failure);
                failedSends.add(new FailedSend(number, intendedNs - startNs, campaignId, type));
                phase.failed();
            }
        };
    }

    /** Throws a failure's {@link LinkageError}: a library that does not load, a compressor's say, fails every event. */
    private static void requireLibraries(RuntimeException failure) {
        LinkageError missing = ExceptionUtils.throwableOfType(failure, LinkageError.class);
        if (missing != null) {
            throw missing;
        }
    }

    /** Events of the whole schedule. */
    Counts counts() {
        return measured.counts().plus(unmeasured.counts());
    }

    /** What was done in the measured part. */
    PhaseStats measured() {
        return measured;
    }

    /** Schedule lags of the events sent since the last call, or since the start; a copy. */
    LatencyHistogram lagsOfInterval() {
        LatencyHistogram all = unmeasured.lags().snapshotInterval();
        all.add(measured.lags().snapshotInterval());
        return all;
    }

    LoadSecond.Recorder seconds() {
        return seconds;
    }

    TruthTable truth() {
        return truth;
    }

    ClockBounds clockBounds() {
        return clockBounds;
    }

    Exception firstFailure() {
        return firstFailure.get();
    }
}

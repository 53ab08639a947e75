package io.adpipeline.it;

import io.adpipeline.event.AdEvent;
import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.CountsSum;
import io.adpipeline.event.EventCounts;
import io.adpipeline.it.SyntheticLog.Counted;
import io.adpipeline.it.SyntheticLog.Emitted;
import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.RunningPipeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The synthetic pipeline at work: one thread that polls, counts, and writes each row when its law says so. */
final class SyntheticRun implements RunningPipeline {

    private final PipelineContext context;
    private final Delays delays;
    private final CountingFault fault;
    private final Queue<RowFault> rowFaults;
    private final ServiceRate rate;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<TopicPartition, Long> committed = new ConcurrentHashMap<>();
    private final Map<CampaignWindow, EventCounts> counts = new HashMap<>();
    private final Map<CampaignWindow, Long> oldestNs = new HashMap<>();
    private final Map<CampaignWindow, EventCounts> written = new HashMap<>();
    private final Set<CampaignWindow> faulty = new HashSet<>();
    private final Map<CampaignWindow, List<Long>> unwrittenNs = new HashMap<>();
    private final Queue<Counted> counted = new ConcurrentLinkedQueue<>();
    private final Queue<AdEvent> waiting = new ArrayDeque<>();
    private final Queue<Emitted> emitted = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::work, "synthetic-pipeline");
    private final long windowMs;
    private long number;
    private volatile boolean ready;
    private volatile boolean closed;
    private volatile Throwable failure;

    SyntheticRun(
            PipelineContext context, Delays delays, CountingFault fault, List<RowFault> rowFaults, ServiceRate rate) {
        this.context = context;
        this.delays = delays;
        this.fault = fault;
        this.rowFaults = new ArrayDeque<>(rowFaults);
        this.rate = rate;
        this.windowMs = context.window().toMillis();
        Map<String, Object> consumerConfig = context.kafka().toClientConfig();
        consumerConfig.put("enable.auto.commit", false);
        consumerConfig.put("fetch.max.wait.ms", 5);
        rate.mostAtOnce().ifPresent(events -> consumerConfig.put("max.poll.records", events));
        consumer = new KafkaConsumer<>(consumerConfig, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(context.eventsTopic()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<String, Object> producerConfig = context.kafka().toClientConfig();
        producerConfig.put("linger.ms", 0);
        // a flush to a dead Kafka must end
        producerConfig.put("request.timeout.ms", 3_000);
        producerConfig.put("delivery.timeout.ms", 5_000);
        producer = new KafkaProducer<>(producerConfig, new ByteArraySerializer(), new ByteArraySerializer());
        producer.partitionsFor(context.resultsTopic());
        thread.start();
    }

    private void work() {
        try {
            while (!closed) {
                consumer.poll(Duration.ofMillis(waiting.isEmpty() ? 50 : 1)).forEach(this::take);
                ready = true;
                if (delays.law() == DelayLaw.NONE) {
                    emitChanged();
                } else {
                    emitDue();
                }
                if (waiting.isEmpty()) {
                    producer.flush();
                    consumer.assignment().forEach(partition -> committed.put(partition, consumer.position(partition)));
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            // bounded: the Kafka may be dead
            consumer.close(Duration.ofSeconds(1));
            producer.close(Duration.ofSeconds(1));
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> polled) {
        waiting.add(AdEvent.read(polled.value()));
    }

    /** One row for each cell that the poll changed; while faults are to come, one for each event. */
    private void emitChanged() {
        Set<CampaignWindow> changed = new TreeSet<>();
        while (!waiting.isEmpty()) {
            AdEvent event = waiting.remove();
            rate.serve();
            boolean counted = count(event);
            if (counted && rowFaults.isEmpty()) {
                changed.add(cell(event));
            } else if (counted) {
                write(cell(event), System.currentTimeMillis()); // so that right rows follow a faulty one
            }
        }
        changed.forEach(cell -> write(cell, System.currentTimeMillis()));
    }

    /** One row for each event that is due, or for each cell of those that are due together. */
    private void emitDue() {
        Set<CampaignWindow> changed = new TreeSet<>();
        long sinceMs = 0;
        for (AdEvent next = waiting.peek(); next != null; next = waiting.peek()) {
            long dueMs = delays.dueMs(next.produceTimeMs());
            if (dueMs != sinceMs) {
                writeAll(changed, sinceMs);
                sinceMs = dueMs;
            }
            long leftMs = dueMs - System.currentTimeMillis();
            if (leftMs > 2) {
                return;
            }
            while (System.currentTimeMillis() < dueMs) {
                LockSupport.parkNanos(100_000);
            }
            count(waiting.remove());
            changed.add(cell(next));
            if (!delays.law().oneRowPerCell()) {
                writeAll(changed, dueMs);
            }
        }
        writeAll(changed, sinceMs);
    }

    private void writeAll(Set<CampaignWindow> changed, long dueMs) {
        changed.forEach(cell -> write(cell, dueMs));
        changed.clear();
    }

    private boolean count(AdEvent event) {
        int times = fault.times(number++, event);
        for (int i = 0; i < times; i++) {
            counts.merge(cell(event), one(event), CountsSum::of);
            oldestNs.putIfAbsent(cell(event), event.eventTimeNs());
            unwrittenNs.computeIfAbsent(cell(event), cell -> new ArrayList<>()).add(event.eventTimeNs());
        }
        return times > 0;
    }

    private CampaignWindow cell(AdEvent event) {
        long eventMs = TimeUnit.NANOSECONDS.toMillis(event.eventTimeNs());
        return new CampaignWindow(eventMs - eventMs % windowMs, event.campaignId());
    }

    private static EventCounts one(AdEvent event) {
        return switch (event.eventType()) {
            case VIEW -> new EventCounts(1, 0, 0, event.produceTimeMs(), event.eventTimeNs());
            case CLICK -> new EventCounts(0, 1, 0, event.produceTimeMs(), event.eventTimeNs());
            case PURCHASE -> new EventCounts(0, 0, 1, event.produceTimeMs(), event.eventTimeNs());
        };
    }

    private void write(CampaignWindow cell, long dueMs) {
        EventCounts now = counts.get(cell);
        EventCounts before = written.put(cell, now);
        boolean mayBeFaulty = before != null && !rowFaults.isEmpty() && faulty.add(cell);
        if (!mayBeFaulty) {
            send(cell, now, windowEndMs(cell), dueMs);
            return;
        }
        RowFault rowFault = rowFaults.remove();
        send(cell, rowFault.counts(now, oldestNs.get(cell)), rowFault.windowEndMs(windowEndMs(cell)), dueMs);
        if (rowFault == RowFault.REPEATED) {
            send(cell, before, windowEndMs(cell), dueMs);
        }
    }

    private long windowEndMs(CampaignWindow cell) {
        return cell.windowStartMs() + windowMs;
    }

    private void send(CampaignWindow cell, EventCounts said, long windowEndMs, long dueMs) {
        List<Long> events = unwrittenNs.getOrDefault(cell, List.of());
        unwrittenNs.remove(cell);
        String row = ("{\"window_start\":%d,\"window_end\":%d,\"campaign_id\":%d,\"event_count\":%d,\"views\":%d,"
                        + "\"clicks\":%d,\"purchases\":%d,\"max_produce_time\":%d,\"max_event_time_ns\":%d}")
                .formatted(
                        cell.windowStartMs(),
                        windowEndMs,
                        cell.campaignId(),
                        said.total(),
                        said.views(),
                        said.clicks(),
                        said.purchases(),
                        said.maxProduceTimeMs(),
                        said.maxEventTimeNs());
        byte[] key = (cell.windowStartMs() + "-" + cell.campaignId()).getBytes(StandardCharsets.US_ASCII);
        Future<RecordMetadata> unused = producer.send(
                new ProducerRecord<>(context.resultsTopic(), key, row.getBytes(StandardCharsets.US_ASCII)),
                (metadata, exception) -> {
                    if (exception != null) {
                        failure = exception;
                    } else {
                        emitted.add(new Emitted(
                                cell.windowStartMs(), said.maxProduceTimeMs(), dueMs, metadata.timestamp()));
                        events.forEach(intendedNs -> counted.add(
                                new Counted(cell.windowStartMs(), intendedNs / 1_000_000, metadata.timestamp())));
                    }
                });
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public Map<TopicPartition, Long> committedOffsets() {
        return Map.copyOf(committed);
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public long malformedRecords() {
        return 0;
    }

    @Override
    public Map<String, String> details() {
        return Map.of(
                "said without care", "client properties: " + context.kafka().clientProperties());
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (context.settings().containsKey("log")) {
            SyntheticLog.write(Path.of(context.settings().get("log")), emitted, counted);
        }
        if (fault == CountingFault.DIE) {
            throw new IllegalStateException("cannot end either");
        }
    }
}

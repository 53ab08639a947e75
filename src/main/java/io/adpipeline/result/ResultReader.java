package io.adpipeline.result;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.Secrets;
import io.adpipeline.kafka.TopicException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a results topic in a thread of its own, and keeps every row in memory.
 *
 * <p>All public methods may be called from any thread. The times in the rows are the broker's append times, so a slow
 * reader does not change latencies. With a {@link ReceiptProbe} they are the times at which this reader received the
 * rows.
 */
public final class ResultReader implements AutoCloseable {

    private static final String REMEDY = "resultTime: receipt takes the times at which the suite reads them";
    private static final Duration POLL = Duration.ofMillis(200);
    /** How long closing may wait for Kafka, which may be dead. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final ResultRowParser parser = new ResultRowParser();
    private final Optional<ReceiptProbe> probe;
    private final Map<TopicPartition, Long> nextOffsets = new HashMap<>();
    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final List<ResultRow> rows = new ArrayList<>();
    private final CompletableFuture<Void> reading;
    private UnreadableRecords unreadable = UnreadableRecords.NONE;
    private volatile Throwable failure;
    private volatile boolean closed;

    /**
     * Starts to read; returns when the reader has its position on every partition.
     *
     * @param fromBeginning whether to read existing records too, not only new ones
     * @param probe if present, the reader also reads its topic and reports to it when each record was received; the
     *     times in the rows are then times of receipt
     */
    public ResultReader(KafkaConnection kafka, String topic, boolean fromBeginning, Optional<ReceiptProbe> probe) {
        this.probe = probe;
        Map<String, Object> config = kafka.toClientConfig();
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false); // looking at a topic must not make one
        config.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "15000");
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "adpipeline-result-reader");
        try {
            consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw unreadable(topic, kafka, ExceptionUtils.getRootCause(e));
        }
        try {
            partitions = Stream.concat(Stream.of(topic), probe.map(ReceiptProbe::topic).stream())
                    .flatMap(name -> consumer.partitionsFor(name).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        } catch (RuntimeException e) {
            consumer.close(Duration.ZERO);
            throw unreadable(topic, kafka, e);
        }
        reading = CompletableFuture.runAsync(this::read, task -> {
            Thread thread = new Thread(task, "result-reader");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static TopicException unreadable(String topic, KafkaConnection kafka, Throwable why) {
        Secrets secrets = Secrets.of(kafka);
        return new TopicException(
                "Topic '%s' at %s cannot be read: %s"
                        .formatted(topic, kafka.bootstrapServers(), secrets.redact(String.valueOf(why.getMessage()))),
                secrets.showable(why));
    }

    private void read() {
        try {
            while (!closed) {
                ConsumerRecords<byte[], byte[]> all = consumer.poll(POLL);
                long receiptMs = System.currentTimeMillis();
                all.forEach(polled -> accept(polled, receiptMs));
                partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
            }
        } catch (WakeupException e) {
            // close() asked for the end
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            consumer.close(CLOSE_LIMIT);
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> polled, long receiptMs) {
        if (probe.isEmpty()) {
            requireVisibleSinceAppend(polled);
            parse(polled, polled.timestamp());
        } else if (polled.topic().equals(probe.get().topic())) {
            probe.get().received(polled.timestamp(), receiptMs);
        } else {
            parse(polled, receiptMs);
        }
    }

    private void requireVisibleSinceAppend(ConsumerRecord<byte[], byte[]> polled) {
        if (polled.timestampType() != TimestampType.LOG_APPEND_TIME) {
            throw new IllegalStateException(("the times in topic %s are its producers', and a latency ends when the"
                            + " broker has the result: %s")
                    .formatted(polled.topic(), REMEDY));
        }
        Long next = nextOffsets.put(new TopicPartition(polled.topic(), polled.partition()), polled.offset() + 1);
        if (next != null && next != polled.offset()) {
            throw new IllegalStateException(
                    ("offset %d of partition %d of topic %s is no record, as where a transaction"
                                    + " ends, and its results are seen only then: %s")
                            .formatted(next, polled.partition(), polled.topic(), REMEDY));
        }
    }

    private void parse(ConsumerRecord<byte[], byte[]> polled, long timeMs) {
        try {
            ResultRow row = parser.parse(polled.value(), timeMs, polled.partition(), polled.offset());
            synchronized (rows) {
                rows.add(row);
            }
        } catch (IllegalArgumentException e) {
            synchronized (rows) {
                unreadable = unreadable.and(
                        "partition %d, offset %d: %s".formatted(polled.partition(), polled.offset(), e.getMessage()));
            }
        }
    }

    /** The rows so far, in the order of each partition; a copy. */
    public List<ResultRow> rows() {
        return rowsFrom(0);
    }

    /** The rows from the given index of {@link #rows()} on; a copy. */
    public List<ResultRow> rowsFrom(int index) {
        synchronized (rows) {
            return List.copyOf(rows.subList(index, rows.size()));
        }
    }

    /** How many rows there are so far. */
    public int rowCount() {
        synchronized (rows) {
            return rows.size();
        }
    }

    /** Records that were no result rows. */
    public UnreadableRecords unreadable() {
        synchronized (rows) {
            return unreadable;
        }
    }

    /** Records of the topic before these end offsets that are not read yet. */
    public long backlog(Map<TopicPartition, Long> endOffsets) {
        return endOffsets.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - positions.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** Why the reader died, if it did. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        reading.exceptionally(ofClosing -> null).join(); // an interrupt does not end it
    }
}

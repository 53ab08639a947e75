package io.adpipeline.result;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.latency.SortedSamples;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.commons.lang3.concurrent.BasicThreadFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Measures how long after the broker's append a {@link ResultReader} receives a record. It writes records to its own
 * topic, which has the broker's append times, and the reader reads that topic beside the results. Thread-safe; closing
 * it ends its thread.
 */
public final class ReceiptProbe implements AutoCloseable {

    private static final long PERIOD_MS = 50;

    private final String topic;
    private final int partitions;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new BasicThreadFactory.Builder()
                    .namingPattern("receipt-probe")
                    .daemon(true)
                    .build());
    private final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
    private int sent;

    private record Receipt(long appendMs, long receiptMs) {}

    /**
     * Starts to write records.
     *
     * @param topic an existing topic with the broker's append times
     * @param partitions its partitions, as many as the results topic has, so that the probe reaches the same brokers
     */
    public ReceiptProbe(KafkaConnection kafka, String topic, int partitions) {
        this.topic = topic;
        this.partitions = partitions;
        Map<String, Object> config = kafka.toClientConfig();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "adpipeline-receipt-probe");
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        Future<?> unused = timer.scheduleAtFixedRate(this::send, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** Sends one record; a lost record is only a lost sample. */
    private void send() {
        Future<?> unused = producer.send(new ProducerRecord<>(topic, sent++ % partitions, null, new byte[0]));
    }

    String topic() {
        return topic;
    }

    void received(long appendMs, long receiptMs) {
        receipts.add(new Receipt(appendMs, receiptMs));
    }

    /** The error of records appended between two instants, epoch ms, the second excluded; empty if none came. */
    public Optional<ReceiptError> error(long fromMs, long toMs) {
        double[] errorsMs = receipts.stream()
                .filter(receipt -> receipt.appendMs >= fromMs && receipt.appendMs < toMs)
                .mapToDouble(receipt -> Math.abs(receipt.receiptMs - receipt.appendMs))
                .toArray();
        return errorsMs.length == 0 ? Optional.empty() : Optional.of(ReceiptError.of(new SortedSamples(errorsMs)));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        producer.close(Duration.ZERO);
    }
}

package io.adpipeline.result;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.latency.SortedSamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Measures how much later a {@link ResultReader} has a record than the broker appended it: writes records to a topic of
 * its own, which takes the broker's times, and the reader reads them beside the results. May be used from any thread;
 * closing it ends its thread.
 */
public final class ReceiptProbe implements AutoCloseable {

    private static final long PERIOD_MS = 50;

    private final String topic;
    private final int partitions;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "receipt-probe");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Receipt> receipts = new ArrayList<>();
    private int sent;

    private record Receipt(long appendMs, long receiptMs) {}

    /**
     * Begins.
     *
     * @param topic exists, takes the broker's times, and has as many partitions as the results, so that each broker of
     *     theirs is asked
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

    /** One that is lost is one sample less. */
    private void send() {
        Future<?> unused = producer.send(new ProducerRecord<>(topic, sent++ % partitions, null, new byte[0]));
    }

    String topic() {
        return topic;
    }

    void received(long appendMs, long receiptMs) {
        synchronized (receipts) {
            receipts.add(new Receipt(appendMs, receiptMs));
        }
    }

    /** The error of records that were appended from the first instant until before the second, epoch ms; empty if none came. */
    public Optional<ReceiptError> error(long fromMs, long toMs) {
        synchronized (receipts) {
            double[] errorsMs = receipts.stream()
                    .filter(receipt -> receipt.appendMs >= fromMs && receipt.appendMs < toMs)
                    .mapToDouble(receipt -> Math.abs(receipt.receiptMs - receipt.appendMs))
                    .toArray();
            return errorsMs.length == 0 ? Optional.empty() : Optional.of(ReceiptError.of(new SortedSamples(errorsMs)));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        producer.close(Duration.ZERO);
    }
}

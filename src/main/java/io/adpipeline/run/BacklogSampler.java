package io.adpipeline.run;

import io.adpipeline.evidence.BacklogSample;
import io.adpipeline.evidence.ConsumerLag;
import io.adpipeline.evidence.KafkaOutage;
import io.adpipeline.kafka.KafkaUnavailableException;
import io.adpipeline.kafka.TopicException;
import io.adpipeline.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks twice a second how far the pipeline is behind the events topic, and so also whether Kafka still answers. May be
 * used from any thread; closing it ends its thread.
 */
final class BacklogSampler implements AutoCloseable {

    private static final long PERIOD_MS = 500;
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(10);

    private final Topics topics;
    private final String topic;
    private final Supplier<OptionalLong> processed;
    private final Optional<String> group;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "backlog-sampler");
        thread.setDaemon(true);
        return thread;
    });
    private final List<BacklogSample> samples = new ArrayList<>();
    /** Events that the group was behind, by epoch ms. */
    private final NavigableMap<Long, Long> consumerLags = new ConcurrentSkipListMap<>();

    private volatile long lastAnswerNs = System.nanoTime();
    private volatile long longestSilenceNs;
    private volatile String lastError = "no reply came";

    /**
     * Begins.
     *
     * @param processed events of the topic of which the results are out; empty while that is unknown
     * @param group a consumer group that reads the topic
     */
    BacklogSampler(Topics topics, String topic, Supplier<OptionalLong> processed, Optional<String> group) {
        this.topics = topics;
        this.topic = topic;
        this.processed = processed;
        this.group = group;
        Future<?> unused = timer.scheduleAtFixedRate(this::sample, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void sample() {
        try {
            Optional<BacklogSample> sample = look();
            long nowNs = System.nanoTime();
            longestSilenceNs = Math.max(longestSilenceNs, nowNs - lastAnswerNs);
            lastAnswerNs = nowNs;
            synchronized (samples) {
                sample.ifPresent(samples::add);
            }
        } catch (KafkaUnavailableException | TopicException e) {
            lastError = e.getMessage();
        }
    }

    private Optional<BacklogSample> look() {
        long nowMs = System.currentTimeMillis();
        OptionalLong events = processed.get();
        long end = topics.endOffsets(topic).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        group.map(name -> topics.committedOffsets(name, topic))
                .filter(offsets -> !offsets.isEmpty())
                .ifPresent(offsets -> consumerLags.put(
                        nowMs,
                        end
                                - offsets.values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()));
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(new BacklogSample(nowMs, Math.max(0, end - events.getAsLong()), end, events.getAsLong()));
    }

    /** The newest sample, if there is one. */
    Optional<BacklogSample> latest() {
        synchronized (samples) {
            return samples.isEmpty() ? Optional.empty() : Optional.of(samples.get(samples.size() - 1));
        }
    }

    /** All samples, oldest first; a copy. */
    List<BacklogSample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    /** How far the group was behind, from the first instant until before the second, epoch ms; empty without a group. */
    Optional<ConsumerLag> consumerLag(long fromMs, long toMs) {
        return group.map(name -> new ConsumerLag(
                name,
                consumerLags.subMap(fromMs, toMs).values().stream()
                        .mapToLong(Long::longValue)
                        .max()));
    }

    /** Whether Kafka has answered after an instant of {@link System#nanoTime()}. */
    boolean answeredSince(long timeNs) {
        return lastAnswerNs - timeNs > 0;
    }

    /** That Kafka has not answered for 10 s, if so. */
    Optional<String> silence() {
        Duration silent = Duration.ofNanos(System.nanoTime() - lastAnswerNs);
        return silent.compareTo(SILENCE_LIMIT) < 0
                ? Optional.empty()
                : Optional.of("Kafka has not answered for %d s: %s".formatted(silent.toSeconds(), lastError));
    }

    /** That Kafka once did not answer for so long that a pipeline may have died of it, if so. */
    Optional<String> outage() {
        return KafkaOutage.of(TimeUnit.NANOSECONDS.toMillis(longestSilenceNs));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

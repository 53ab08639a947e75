package io.adpipeline.run;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.evidence.BacklogSample;
import io.adpipeline.evidence.ConsumerLag;
import io.adpipeline.kafka.KafkaUnavailableException;
import io.adpipeline.kafka.TopicException;
import io.adpipeline.kafka.Topics;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.result.ResultReader;
import io.adpipeline.result.ResultRow;
import io.adpipeline.scenario.Scenario;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.commons.lang3.concurrent.BasicThreadFactory;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples twice a second how far the pipeline is behind the events topic, and so notices when Kafka stops answering.
 * May be used from any thread; closing it ends its thread.
 */
final class BacklogSampler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BacklogSampler.class);
    private static final long PERIOD_MS = 500;
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(10);

    private final Topics topics;
    private final Scenario scenario;
    private final RunningPipeline pipeline;
    private final ResultReader reader;
    private final Optional<String> group;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new BasicThreadFactory.Builder()
                    .namingPattern("backlog-sampler")
                    .daemon(true)
                    .build());
    private final Deque<BacklogSample> samples = new ConcurrentLinkedDeque<>();
    /** How many events the consumer was behind, by epoch ms. */
    private final NavigableMap<Long, Long> consumerLags = new ConcurrentSkipListMap<>();

    // for the timer's thread alone: the events that results count in the load's windows, by cell and in all
    private final Map<CampaignWindow, Long> counts = new HashMap<>();
    private int rowsTaken;
    private long counted;

    private volatile long eventsBefore = -1;
    private volatile long startMs;
    private volatile long lastAnswerNs = System.nanoTime();
    private volatile long longestSilenceNs;
    private volatile String lastError = "no reply came";

    /**
     * Starts sampling.
     *
     * @param group the consumer group with which the pipeline reads the events topic
     */
    BacklogSampler(
            Topics topics, Scenario scenario, RunningPipeline pipeline, ResultReader reader, Optional<String> group) {
        this.topics = topics;
        this.scenario = scenario;
        this.pipeline = pipeline;
        this.reader = reader;
        this.group = group;
        Future<?> unused = timer.scheduleAtFixedRate(this::sample, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** How many events are in the topic. */
    long eventsInTopic() {
        return sum(topics.endOffsets(scenario.topics().events()));
    }

    /**
     * Tells that the load begins.
     *
     * @param loadStartMs its windows start at or after this instant, epoch ms
     * @param before how many events were in the topic before it
     */
    void begin(long loadStartMs, long before) {
        startMs = loadStartMs;
        eventsBefore = before;
        lastAnswerNs = System.nanoTime(); // Kafka has just told how many events there were before
        longestSilenceNs = 0;
    }

    private void sample() {
        try {
            measure();
            long nowNs = System.nanoTime();
            longestSilenceNs = Math.max(longestSilenceNs, nowNs - lastAnswerNs);
            lastAnswerNs = nowNs;
        } catch (KafkaUnavailableException | TopicException e) {
            lastError = e.getMessage();
        }
    }

    private void measure() {
        long nowMs = System.currentTimeMillis();
        OptionalLong processed = processed();
        long end = eventsInTopic();
        OptionalLong taken = pipeline.reportsProgress() ? processed : committedByGroup();
        taken.ifPresent(events -> consumerLags.put(nowMs, Math.max(0, end - events)));
        processed.ifPresent(events -> samples.add(new BacklogSample(nowMs, Math.max(0, end - events), end, events)));
    }

    /**
     * How many events of the topic have their results out: as the pipeline reports, or as its results count them if it
     * reports nothing. In that case it is empty before the load, and in append mode, where a result may wait for its
     * window.
     */
    private OptionalLong processed() {
        if (pipeline.reportsProgress()) {
            return OptionalLong.of(sum(pipeline.committedOffsets()));
        }
        return eventsBefore < 0 || scenario.pipeline().outputMode() == OutputMode.APPEND
                ? OptionalLong.empty()
                : OptionalLong.of(eventsBefore + counted());
    }

    private long counted() {
        for (ResultRow row : reader.rowsFrom(rowsTaken)) {
            rowsTaken++;
            if (row.cell().windowStartMs() >= startMs) {
                long before = counts.getOrDefault(row.cell(), 0L);
                long now = Math.max(before, row.eventCount());
                counts.put(row.cell(), now);
                counted += now - before;
            }
        }
        return counted;
    }

    /** The offsets that the group committed, in all; empty without a group or a commit, or if Kafka refuses to tell. */
    private OptionalLong committedByGroup() {
        try {
            return group
                    .map(name -> topics.committedOffsets(name, scenario.topics().events()))
                    .stream()
                    .filter(offsets -> !offsets.isEmpty())
                    .mapToLong(BacklogSampler::sum)
                    .findFirst();
        } catch (TopicException refused) { // only reports show this lag
            LOG.debug("the lag of consumer group {} is unknown: {}", group.orElseThrow(), refused.getMessage());
            return OptionalLong.empty();
        }
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The newest sample, if there is one. */
    Optional<BacklogSample> latest() {
        return Optional.ofNullable(samples.peekLast());
    }

    /** All samples, oldest first; a copy. */
    List<BacklogSample> samples() {
        return List.copyOf(samples);
    }

    /**
     * The most that the consumer was behind from the first instant until before the second, epoch ms; empty if the
     * pipeline reports no progress and has no group.
     */
    Optional<ConsumerLag> consumerLag(long fromMs, long toMs) {
        Optional<String> consumer =
                pipeline.reportsProgress() ? Optional.of(scenario.pipeline().name()) : group;
        return consumer.map(name -> new ConsumerLag(
                name,
                consumerLags.subMap(fromMs, toMs).values().stream()
                        .mapToLong(Long::longValue)
                        .max()));
    }

    /** Whether Kafka has answered after an instant of {@link System#nanoTime()}. */
    boolean answeredSince(long timeNs) {
        return lastAnswerNs - timeNs > 0;
    }

    /** A sentence that Kafka has not answered for 10 s; empty if it has. */
    Optional<String> silence() {
        Duration silent = Duration.ofNanos(System.nanoTime() - lastAnswerNs);
        return silent.compareTo(SILENCE_LIMIT) < 0
                ? Optional.empty()
                : Optional.of("Kafka has not answered for %d s: %s".formatted(silent.toSeconds(), lastError));
    }

    /** The longest time without an answer of Kafka, ms; once the load has begun, since then. */
    long longestSilenceMs() {
        return TimeUnit.NANOSECONDS.toMillis(Math.max(longestSilenceNs, System.nanoTime() - lastAnswerNs));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

package io.adpipeline.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.RunResult.WindowStats;
import io.adpipeline.event.AdEvent;
import io.adpipeline.event.CampaignWindow;
import io.adpipeline.evidence.Evidence;
import io.adpipeline.evidence.Phase;
import io.adpipeline.latency.LatencyHistogram;
import io.adpipeline.latency.Statistic;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.result.ResultRow;
import io.adpipeline.run.RunListener;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * {@code perEvent} as it is matched, first in, first out, against the exact assignment of a shipped run: the events topic
 * is read back when the load has ended, partition and offset of each event tell its micro-batch, and the batch's row of
 * its cell when it was counted. A repeat takes about eight minutes.
 */
final class ExactAssignment implements Benchmark {

    private static final int REPEATS = 1;
    private static final List<String> NAMES = List.of("uniform", "poisson", "mmpp");
    private static final List<Statistic> STATISTICS =
            List.of(Statistic.MEAN, Statistic.P50, Statistic.P90, Statistic.P99);

    @Override
    public List<Comparison> run(BenchOptions options) throws InterruptedException {
        ScenarioRuns runs =
                new ScenarioRuns(ScenarioRuns.SHIPPED, options.directory().resolve(name()));
        List<Comparison> comparisons = new ArrayList<>();
        for (String name : NAMES) {
            Map<Statistic, List<Double>> matched = new HashMap<>();
            Map<Statistic, List<Double>> exact = new HashMap<>();
            for (int repeat = 0; repeat < options.repeats(REPEATS); repeat++) {
                ReadBack events = new ReadBack();
                RunResult result = runs.run(name, Map.of(), events);
                LatencyHistogram truth = events.latencies(result);
                for (Statistic statistic : STATISTICS) {
                    matched.computeIfAbsent(statistic, key -> new ArrayList<>())
                            .add(result.latencies().get(Metric.PER_EVENT).value(statistic));
                    exact.computeIfAbsent(statistic, key -> new ArrayList<>()).add(truth.value(statistic));
                }
            }
            for (Statistic statistic : STATISTICS) {
                comparisons.add(Comparison.share(
                        "perEvent of %s, %s".formatted(name, statistic.key()),
                        new Series("first in, first out", "ms", matched.get(statistic)),
                        new Series("exact assignment", "ms", exact.get(statistic))));
            }
        }
        return comparisons;
    }

    /** Reads the events topic when the drain begins: the topic goes with the run. */
    private static final class ReadBack implements RunListener {

        private static final Pattern ADDRESS = Pattern.compile("port (\\d+)");
        private static final Duration POLL = Duration.ofSeconds(1);

        private final Map<Integer, List<long[]>> eventsByPartition = new HashMap<>();
        private String bootstrapServers;

        @Override
        public void started(Scenario scenario, String kafka, String load) {
            Matcher address = ADDRESS.matcher(kafka);
            if (!address.find()) {
                throw new IllegalStateException("no port in '%s'".formatted(kafka));
            }
            bootstrapServers = "127.0.0.1:" + address.group(1);
        }

        @Override
        public void phase(Scenario scenario, Phase phase) {
            if (phase == Phase.DRAIN) {
                read(scenario.topics().events());
            }
        }

        private void read(String topic) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                    consumer.poll(POLL).forEach(this::add);
                }
            }
        }

        private void add(ConsumerRecord<byte[], byte[]> polled) {
            AdEvent event = AdEvent.read(polled.value());
            eventsByPartition
                    .computeIfAbsent(polled.partition(), key -> new ArrayList<>())
                    .add(new long[] {polled.offset(), event.eventTimeNs(), event.campaignId()});
        }

        /** The latencies of the measured windows' events, each by the batch that took it. */
        LatencyHistogram latencies(RunResult result) {
            Evidence evidence = result.evidence();
            long windowMs = evidence.scenario().pipeline().window().toMillis();
            List<Long> measured =
                    result.windows().stream().map(WindowStats::startMs).toList();
            Map<Long, Map<CampaignWindow, Long>> countedMs = evidence.rows().stream()
                    .collect(Collectors.groupingBy(
                            row -> row.trace().batchId(),
                            Collectors.toMap(ResultRow::cell, ResultRow::resultTimeMs, Math::min)));
            LatencyHistogram latencies = LatencyHistogram.ofWholeMs();
            eventsByPartition.forEach((partition, events) -> {
                int at = 0;
                for (BatchProgress batch : evidence.batches()) {
                    long endOffset = endOffset(batch, partition);
                    Map<CampaignWindow, Long> ofBatch = countedMs.getOrDefault(batch.batchId(), Map.of());
                    for (; at < events.size() && events.get(at)[0] < endOffset; at++) {
                        long intendedMs = events.get(at)[1] / 1_000_000;
                        long windowStartMs = intendedMs - intendedMs % windowMs;
                        if (measured.contains(windowStartMs)) {
                            CampaignWindow cell = new CampaignWindow(windowStartMs, (int) events.get(at)[2]);
                            latencies.recordMs(ofBatch.get(cell) - intendedMs);
                        }
                    }
                }
            });
            return latencies;
        }

        private static long endOffset(BatchProgress batch, int partition) {
            try {
                JsonNode topics = new ObjectMapper().readTree(batch.json()).at("/sources/0/endOffset");
                return topics.elements().next().path(String.valueOf(partition)).longValue();
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

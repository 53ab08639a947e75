package io.adpipeline.pipeline.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.RunningPipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What is left of one run of the pipeline over the synthetic events, for tests to look at.
 *
 * @param readyWhenEmpty what it had reported when it got ready on the empty topic
 * @param truth the counts of the events sent
 * @param rows the result rows in order
 * @param events the records of the events topic
 */
record PipelineRun(
        List<JsonNode> readyWhenEmpty,
        Map<CampaignWindow, EventCounts> truth,
        List<Result> rows,
        List<ConsumerRecord<byte[], byte[]>> events,
        Map<TopicPartition, Long> endOffsets,
        RunningPipeline closed) {

    static final Duration WATERMARK = Duration.ofSeconds(30);
    static final int PARTITIONS = 3;
    static final String SECRET = "hunter2";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One result record: its row, key and append time. */
    record Result(JsonNode row, String key, int partition, long appendTimeMs) {

        CampaignWindow cell() {
            return new CampaignWindow(
                    row.get("window_start").longValue(), row.get("campaign_id").intValue());
        }

        EventCounts counts() {
            return new EventCounts(
                    row.get("views").longValue(),
                    row.get("clicks").longValue(),
                    row.get("purchases").longValue(),
                    row.get("max_produce_time").longValue(),
                    row.get("max_event_time_ns").longValue());
        }
    }

    /** A JAAS line with the secret in it. */
    static String jaas() {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"%s\";"
                .formatted(SECRET);
    }

    private static PipelineContext context(KafkaConnection kafka, String topic, OutputMode mode, Path work) {
        return new PipelineContext(
                kafka,
                topic,
                topic + "-results",
                Duration.ofMillis(SyntheticEvents.WINDOW_MS),
                WATERMARK,
                mode,
                Duration.ZERO,
                Map.of(),
                work);
    }

    static PipelineRun of(KafkaConnection kafka, OutputMode mode, Path work) throws Exception {
        String topic = "events-" + mode;
        SyntheticEvents synthetic = new SyntheticEvents(1);
        // the broker asks for no credentials; these are only there to be looked for in what the pipeline tells
        KafkaConnection secret = new KafkaConnection(kafka.bootstrapServers(), Map.of("sasl.jaas.config", jaas()));
        try (TopicClient topics = new TopicClient(kafka)) {
            RunningPipeline closed;
            List<JsonNode> first;
            try (RunningPipeline pipeline = startOnEmptyTopics(secret, topics, topic, mode, work)) {
                await().atMost(LIMIT).until(pipeline::ready);
                first = reports(pipeline);
                sendAll(topics, topic, synthetic, pipeline);
                int cells = SyntheticEvents.WINDOWS * SyntheticEvents.CAMPAIGNS;
                await().atMost(LIMIT).until(() -> finalRows(read(topics, topic)).size() >= cells);
                closed = pipeline;
            }
            return new PipelineRun(
                    first,
                    synthetic.truth(),
                    read(topics, topic),
                    topics.read(topic, PARTITIONS),
                    topics.endOffsets(topic, PARTITIONS),
                    closed);
        }
    }

    private static void sendAll(TopicClient topics, String topic, SyntheticEvents synthetic, RunningPipeline pipeline)
            throws Exception {
        topics.send(topic, PARTITIONS, "none", synthetic.full(2_000));
        topics.send(topic, PARTITIONS, "lz4", synthetic.foreign(300));
        awaitCommitted(topics, topic, pipeline);
        topics.send(topic, PARTITIONS, "gzip", synthetic.foreign(300));
        topics.send(topic, PARTITIONS, "zstd", synthetic.full(1_000));
        topics.send(topic, PARTITIONS, "snappy", SyntheticEvents.malformed());
        // the event that moves the watermark past the end of the last window
        long end = SyntheticEvents.WINDOWS * SyntheticEvents.WINDOW_MS;
        topics.send(topic, PARTITIONS, "none", List.of(synthetic.at(end + WATERMARK.toMillis() + 1)));
        awaitCommitted(topics, topic, pipeline);
    }

    private static List<JsonNode> reports(RunningPipeline pipeline) throws IOException {
        List<JsonNode> reports = new ArrayList<>();
        for (BatchProgress batch : pipeline.batches()) {
            reports.add(JSON.readTree(batch.json()));
        }
        return reports;
    }

    private static RunningPipeline startOnEmptyTopics(
            KafkaConnection kafka, TopicClient topics, String topic, OutputMode mode, Path work) throws Exception {
        topics.create(topic, PARTITIONS);
        topics.create(topic + "-results", PARTITIONS);
        RunningPipeline pipeline = new SparkPipeline().start(context(kafka, topic, mode, work));
        assertThat(pipeline.failure()).isEmpty();
        return pipeline;
    }

    private static void awaitCommitted(TopicClient topics, String topic, RunningPipeline pipeline) {
        Map<TopicPartition, Long> ends = topics.endOffsets(topic, PARTITIONS);
        await().atMost(LIMIT).until(() -> {
            assertThat(pipeline.failure()).isEmpty();
            return pipeline.committedOffsets().equals(ends);
        });
    }

    /** The last row of each cell. */
    Map<CampaignWindow, Result> finalRows() {
        return finalRows(rows);
    }

    private static Map<CampaignWindow, Result> finalRows(List<Result> rows) {
        Map<CampaignWindow, Result> last = new TreeMap<>();
        rows.forEach(row -> last.put(row.cell(), row));
        return last;
    }

    private static List<Result> read(TopicClient topics, String topic) throws IOException {
        List<Result> results = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> item : topics.read(topic + "-results", PARTITIONS)) {
            results.add(new Result(
                    JSON.readTree(item.value()), new String(item.key(), UTF_8), item.partition(), item.timestamp()));
        }
        return results;
    }
}

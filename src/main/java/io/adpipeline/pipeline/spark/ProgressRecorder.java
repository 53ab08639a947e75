package io.adpipeline.pipeline.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.pipeline.BatchProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/**
 * Keeps what the query reports of its micro-batches. Spark reports a batch when it is complete, its results written
 * and its offsets committed. It does so from a thread of its own; any thread may read.
 */
final class ProgressRecorder extends StreamingQueryListener {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<TopicPartition, Long> committedOffsets = new ConcurrentHashMap<>();
    private final Queue<BatchProgress> batches = new ConcurrentLinkedQueue<>();

    /** The next offset of each partition after the last complete batch; a copy. */
    Map<TopicPartition, Long> committedOffsets() {
        return Map.copyOf(committedOffsets);
    }

    /** Every complete batch, those without new data included; a copy. */
    List<BatchProgress> batches() {
        return List.copyOf(batches);
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {
        // a started query has not processed anything yet
    }

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        StreamingQueryProgress progress = event.progress();
        for (SourceProgress source : progress.sources()) {
            committedOffsets.putAll(offsets(source.endOffset()));
        }
        batches.add(new BatchProgress(
                progress.batchId(),
                Instant.parse(progress.timestamp()).toEpochMilli(),
                progress.numInputRows(),
                progress.durationMs(),
                progress.json()));
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {
        // the query itself is asked: it knows before this event comes
    }

    /** Kafka offsets as Spark writes them: {@code {"topic":{"0":12,"1":5}}}. */
    static Map<TopicPartition, Long> offsets(String json) {
        Map<TopicPartition, Long> offsets = new ConcurrentHashMap<>();
        tree(json)
                .fields()
                .forEachRemaining(topic -> topic.getValue()
                        .fields()
                        .forEachRemaining(partition -> offsets.put(
                                new TopicPartition(topic.getKey(), Integer.parseInt(partition.getKey())),
                                partition.getValue().longValue())));
        return offsets;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Spark's source offsets must be JSON, were '%s'".formatted(json), e);
        }
    }
}

package io.adpipeline.pipeline.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.pipeline.RunningPipeline;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.util.LongAccumulator;
import scala.Option;

/** A Spark query at work, and the session it owns. May be used from any thread. */
final class SparkRunningPipeline implements RunningPipeline {

    private final SparkSession session;
    private final StreamingQuery query;
    private final ProgressRecorder progress;
    private final LongAccumulator malformed;
    private final Map<String, String> details;
    private volatile boolean closed;

    SparkRunningPipeline(
            SparkSession session,
            StreamingQuery query,
            ProgressRecorder progress,
            LongAccumulator malformed,
            Map<String, String> details) {
        this.session = session;
        this.query = query;
        this.progress = progress;
        this.malformed = malformed;
        this.details = Map.copyOf(details);
    }

    /** Whether a micro-batch is complete; on an empty topic Spark runs a first one without records. */
    @Override
    public boolean ready() {
        return !progress.batches.isEmpty();
    }

    @Override
    public Map<TopicPartition, Long> committedOffsets() {
        return Map.copyOf(progress.committedOffsets);
    }

    /** The cause of the query's end, without the query plan that Spark adds to the message. */
    @Override
    public Optional<Throwable> failure() {
        Option<StreamingQueryException> exception = query.exception();
        if (exception.isDefined()) {
            Throwable cause = exception.get().cause();
            return Optional.of(cause == null ? exception.get() : cause);
        }
        return closed || query.isActive()
                ? Optional.empty()
                : Optional.of(new IllegalStateException("the Spark query was stopped from outside"));
    }

    /** Exact on a local master; elsewhere a task that runs again counts its malformed records again. */
    @Override
    public long malformedRecords() {
        return malformed.value();
    }

    @Override
    public List<BatchProgress> batches() {
        return List.copyOf(progress.batches);
    }

    @Override
    public Map<String, String> details() {
        return details;
    }

    /**
     * Stops the query, then Spark.
     *
     * @throws IllegalStateException if the query did not stop in time; Spark is stopped all the same
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            SparkSessions.close(session);
        }
    }

    /**
     * Keeps the query's reports on its micro-batches. Spark reports a batch when its results are written and its
     * offsets committed. Spark reports on a thread of its own; any thread may read.
     */
    static final class ProgressRecorder extends StreamingQueryListener {

        private static final ObjectMapper JSON = new ObjectMapper();
        private static final TypeReference<Map<String, Map<Integer, Long>>> OFFSETS = new TypeReference<>() {};

        /** The next offset of each partition after the last complete batch. */
        private final Map<TopicPartition, Long> committedOffsets = new ConcurrentHashMap<>();
        /** Every complete batch, those without new data included. */
        private final Queue<BatchProgress> batches = new ConcurrentLinkedQueue<>();

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
            // failure() asks the query itself, which knows before this event comes
        }

        /** Kafka offsets as Spark writes them: {@code {"topic":{"0":12,"1":5}}}. */
        static Map<TopicPartition, Long> offsets(String json) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            try {
                JSON.readValue(json, OFFSETS)
                        .forEach((topic, partitions) -> partitions.forEach(
                                (partition, offset) -> offsets.put(new TopicPartition(topic, partition), offset)));
                return offsets;
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("Spark's source offsets must be JSON, were '%s'".formatted(json), e);
            }
        }
    }
}

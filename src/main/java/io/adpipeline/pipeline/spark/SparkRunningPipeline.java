package io.adpipeline.pipeline.spark;

import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.pipeline.RunningPipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
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
        return !progress.isEmpty();
    }

    @Override
    public Map<TopicPartition, Long> committedOffsets() {
        return progress.committedOffsets();
    }

    /** The cause of the query's end, without Spark's account of the plan around it. */
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
        return progress.batches();
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
}

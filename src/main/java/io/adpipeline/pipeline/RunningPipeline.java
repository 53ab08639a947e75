package io.adpipeline.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * A pipeline at work. All methods may be called from any thread, and often: they must answer from memory.
 *
 * <p>{@link #close()} stops the pipeline and frees all it owns; closing twice is allowed.
 */
public interface RunningPipeline extends AutoCloseable {

    /**
     * Whether the pipeline reports when it is ready and which offsets it has processed. If not, the suite infers its
     * progress from its results.
     */
    default boolean reportsProgress() {
        return true;
    }

    /** Whether it has begun to process, so that load can start. */
    boolean ready();

    /**
     * The offsets of the events topic up to which everything is processed and its results are written: the next
     * offset of each partition; a partition not yet reported is absent.
     */
    Map<TopicPartition, Long> committedOffsets();

    /** Why the pipeline died, if it did. */
    Optional<Throwable> failure();

    /** Records of the events topic that were no valid event and were skipped. */
    long malformedRecords();

    /** The micro-batches so far, in order; empty if the pipeline has none or does not report them. */
    default List<BatchProgress> batches() {
        return List.of();
    }

    /** Versions and settings worth writing into the result, as name and value. */
    default Map<String, String> details() {
        return Map.of();
    }

    @Override
    void close();
}

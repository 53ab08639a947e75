package io.adpipeline.pipeline.host;

import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.pipeline.host.HostProtocol.Progress;
import io.adpipeline.process.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** A pipeline in a JVM of its own, as that JVM reports it. For any thread. */
final class HostedPipeline implements RunningPipeline {

    private final PipelineHost host;
    private final List<BatchProgress> batches = new ArrayList<>();
    private volatile Map<String, String> details = Map.of();
    private volatile Map<TopicPartition, Long> offsets = Map.of();
    private volatile long malformed;
    private volatile boolean ready;
    private volatile boolean closed;
    private volatile String failure;

    HostedPipeline(PipelineHost host) {
        this.host = host;
    }

    void setDetails(Map<String, String> told) {
        details = told;
    }

    /** Takes a report on the pipeline; false if the line is an answer to a request. */
    boolean take(String line) {
        switch (Lines.word(line)) {
            case HostProtocol.READY -> ready = true;
            case HostProtocol.PROGRESS -> {
                Progress progress = Lines.value(line, Progress.class);
                malformed = progress.malformedRecords();
                offsets = progress.offsets();
            }
            case HostProtocol.BATCH -> {
                synchronized (batches) {
                    batches.add(Lines.value(line, BatchProgress.class));
                }
            }
            case HostProtocol.DIED -> failure = Lines.rest(line);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public Map<TopicPartition, Long> committedOffsets() {
        return offsets;
    }

    @Override
    public Optional<Throwable> failure() {
        if (failure == null && !closed && !host.alive()) {
            failure = host.death();
        }
        return Optional.ofNullable(failure).map(PipelineFailure::new);
    }

    @Override
    public long malformedRecords() {
        return malformed;
    }

    @Override
    public List<BatchProgress> batches() {
        synchronized (batches) {
            return List.copyOf(batches);
        }
    }

    @Override
    public Map<String, String> details() {
        return details;
    }

    /** @throws PipelineFailure if it did not stop in good order; its JVM is killed if it did not stop at all */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            host.stop();
        } catch (InterruptedException e) {
            host.kill();
            Thread.currentThread().interrupt();
        }
    }
}

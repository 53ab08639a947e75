package io.adpipeline.pipeline.host;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The protocol between the suite and the pipeline's JVM: each line is a word and its content.
 *
 * <p>To {@link #OPEN} with an {@link Open} the JVM answers {@link #HELLO} with the protocol's version, or
 * {@link #UNKNOWN} or {@link #OBSTACLE} with the reason why it cannot go on. To {@link #START} with a {@link Start} it
 * answers {@link #STARTED} with the pipeline's details, or {@link #FAILED} with the reason. While the pipeline runs,
 * the JVM reports {@link #READY} once, {@link #BATCH} for each micro-batch, {@link #PROGRESS} on each change, and
 * {@link #DIED} once if the pipeline dies. To {@link #STOP} it answers {@link #STOPPED}, or {@link #FAILED} with the
 * reason; then it takes another {@link #START}. {@link #RECORD} starts a recording of the JVM. {@link #SAVE} with a
 * {@link Save} ends the recording; the answer is {@link #SAVED}, with the problem if there was one.
 */
final class HostProtocol {

    /** Raised when a word or a meaning changes. */
    static final int VERSION = 1;

    static final String OPEN = "OPEN";
    static final String HELLO = "HELLO";
    static final String UNKNOWN = "UNKNOWN";
    static final String OBSTACLE = "OBSTACLE";
    static final String START = "START";
    static final String STARTED = "STARTED";
    static final String FAILED = "FAILED";
    static final String READY = "READY";
    static final String BATCH = "BATCH";
    static final String PROGRESS = "PROGRESS";
    static final String DIED = "DIED";
    static final String RECORD = "RECORD";
    static final String SAVE = "SAVE";
    static final String SAVED = "SAVED";
    static final String STOP = "STOP";
    static final String STOPPED = "STOPPED";

    private HostProtocol() {}

    /**
     * Which pipeline is wanted.
     *
     * @param pipeline its name
     * @param settings settings that it will get; may hold secrets
     * @param recorded whether the JVM will be recorded
     */
    record Open(String pipeline, Map<String, String> settings, boolean recorded) {}

    /** @param file where the recording goes */
    record Save(String file) {}

    /** A {@link PipelineContext} as it is sent. */
    record Start(
            KafkaConnection kafka,
            String eventsTopic,
            String resultsTopic,
            long windowMs,
            long watermarkMs,
            OutputMode outputMode,
            long triggerMs,
            Map<String, String> settings,
            String workDirectory) {

        static Start of(PipelineContext context) {
            return new Start(
                    context.kafka(),
                    context.eventsTopic(),
                    context.resultsTopic(),
                    context.window().toMillis(),
                    context.watermark().toMillis(),
                    context.outputMode(),
                    context.trigger().toMillis(),
                    context.settings(),
                    context.workDirectory().toAbsolutePath().toString());
        }

        PipelineContext context() {
            return new PipelineContext(
                    kafka,
                    eventsTopic,
                    resultsTopic,
                    Duration.ofMillis(windowMs),
                    Duration.ofMillis(watermarkMs),
                    outputMode,
                    Duration.ofMillis(triggerMs),
                    settings,
                    Path.of(workDirectory));
        }
    }

    /**
     * How far the pipeline is.
     *
     * @param committedOffsets next offset by {@code topic/partition}
     * @param malformedRecords records that it skipped
     */
    record Progress(Map<String, Long> committedOffsets, long malformedRecords) {

        static Progress of(Map<TopicPartition, Long> committedOffsets, long malformedRecords) {
            Map<String, Long> offsets = new TreeMap<>();
            committedOffsets.forEach(
                    (partition, offset) -> offsets.put(partition.topic() + '/' + partition.partition(), offset));
            return new Progress(offsets, malformedRecords);
        }

        /** Topics have no slash in their names. */
        Map<TopicPartition, Long> offsets() {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            committedOffsets.forEach((name, offset) -> {
                String[] parts = name.split("/");
                offsets.put(new TopicPartition(parts[0], Integer.parseInt(parts[1])), offset);
            });
            return offsets;
        }
    }
}

package io.adpipeline.pipeline;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The pipeline whose speed is measured: reads advertising events from one topic, counts them per tumbling window and
 * campaign, and writes a row per (window, campaign) to another. Found by {@link java.util.ServiceLoader}.
 *
 * <p>An implementer <b>must</b> read the events topic from its beginning, write result rows as JSON objects with at
 * least {@code window_start}, {@code window_end} (epoch ms), {@code campaign_id}, {@code event_count}, {@code views},
 * {@code clicks}, {@code purchases}, {@code max_produce_time} (epoch ms) and {@code max_event_time_ns}, keyed so that
 * all rows of one (window, campaign) go to one partition in order, and report committed offsets and failure.
 *
 * <p>It <b>may</b> add to each row {@code batch_id}, {@code max_append_time} (newest broker append time of the row's
 * events, epoch ms) and {@code emit_time} (when the row was handed to the sink, epoch ms): with them, and with
 * {@link RunningPipeline#batches()}, the suite shows where the time went.
 *
 * <p>It is <b>advised</b> to report ready only after it has really processed something (a first, empty micro-batch
 * will do), so that start-up is not measured as latency.
 */
public interface PipelineUnderTest {

    /** The name in a scenario's {@code pipeline} key; lower case, unique. */
    String name();

    /**
     * The names of the settings that the pipeline takes; {@code *} at the end makes a name a prefix. Any other setting
     * in a scenario is an error before anything is started.
     */
    default Set<String> settings() {
        return Set.of();
    }

    /**
     * Why the pipeline cannot start with these settings, in this JVM, as this user or on this machine: one sentence
     * that says what to do. Called before anything is started.
     *
     * @param settings the scenario's settings, by name
     */
    default Optional<String> obstacle(Map<String, String> settings) {
        return Optional.empty();
    }

    /**
     * Starts the pipeline and returns at once or when it is started.
     *
     * @throws Exception if it cannot start; nothing must be left running then
     */
    RunningPipeline start(PipelineContext context) throws Exception;
}

package io.adpipeline.scenario;

import java.time.Duration;

/**
 * Bounds on waiting.
 *
 * @param ready how long the pipeline, or the load generator, may take to get ready
 * @param drain how long the pipeline may take to process the rest of the load after its end
 */
public record Timeouts(Duration ready, Duration drain) {
    static Timeouts of(ScenarioReader keys) {
        return new Timeouts(keys.value(ScenarioKeys.READY_TIMEOUT), keys.value(ScenarioKeys.DRAIN_TIMEOUT));
    }
}

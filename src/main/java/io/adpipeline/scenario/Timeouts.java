package io.adpipeline.scenario;

import java.time.Duration;

/**
 * Bounds on waiting.
 *
 * @param ready how long the pipeline may take to get ready
 * @param drain how long it may take, when the load has ended, to finish it
 */
public record Timeouts(Duration ready, Duration drain) {
    static Timeouts of(ScenarioReader keys) {
        return new Timeouts(keys.value(ScenarioKeys.READY_TIMEOUT), keys.value(ScenarioKeys.DRAIN_TIMEOUT));
    }
}

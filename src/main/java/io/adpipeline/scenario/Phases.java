package io.adpipeline.scenario;

import io.adpipeline.slo.Thresholds;
import java.time.Duration;
import java.util.Optional;

/**
 * How long load is applied, phase by phase.
 *
 * @param warmup load before measuring; its upper bound if the warm-up ends itself
 * @param warmupEndsItself whether the warm-up ends as soon as latencies no longer fall
 * @param duration load that is measured
 * @param tail load after measuring, until the measured windows are final
 */
public record Phases(Duration warmup, boolean warmupEndsItself, Duration duration, Duration tail) {
    private static final Duration WARMUP_AT_MOST = Duration.ofSeconds(90);
    private static final Duration WARMUP_OF_SEARCH = Duration.ofSeconds(60);
    private static final Duration LEAST_TAIL_AFTER_WATERMARK = Duration.ofSeconds(5);
    private static final Duration LEAST_WARMUP_FOR_GROWTH = Duration.ofSeconds(20);
    private static final Duration LEAST_DURATION_FOR_GROWTH = Duration.ofSeconds(30);
    private static final int LEAST_WINDOWS_FOR_GROWTH = 5;

    static Phases of(
            ScenarioReader keys, Scenario.Pipeline pipeline, Thresholds thresholds, Optional<Capacity> capacity) {
        Optional<Duration> atMost = keys.written(ScenarioKeys.WARMUP_AT_MOST);
        Optional<Duration> fixed = keys.written(ScenarioKeys.WARMUP).or(() -> capacity.map(search -> WARMUP_OF_SEARCH));
        return new Phases(
                atMost.or(() -> fixed).orElse(WARMUP_AT_MOST),
                atMost.isPresent() || fixed.isEmpty(),
                capacity.map(Capacity::trial).orElseGet(() -> keys.value(ScenarioKeys.DURATION)),
                keys.written(ScenarioKeys.TAIL).orElseGet(() -> tail(pipeline.watermark(), thresholds)));
    }

    /** Long enough that a result as late as the largest threshold allows still comes under load. */
    private static Duration tail(Duration watermark, Thresholds thresholds) {
        long largestMs = (long) Math.ceil(thresholds.latencyLimitsMs().max().orElse(0));
        return watermark.plusMillis(Math.max(LEAST_TAIL_AFTER_WATERMARK.toMillis(), largestMs));
    }

    /**
     * Whether the phases are long enough to judge the growth of the backlog: at least 20 s of warm-up, and at least
     * 30 s and five windows measured.
     */
    boolean sufficeForGrowth(Duration window) {
        return warmup.compareTo(LEAST_WARMUP_FOR_GROWTH) >= 0
                && duration.compareTo(LEAST_DURATION_FOR_GROWTH) >= 0
                && duration.compareTo(window.multipliedBy(LEAST_WINDOWS_FOR_GROWTH)) >= 0;
    }

    /** All phases together. */
    public Duration total() {
        return warmup.plus(duration).plus(tail);
    }
}

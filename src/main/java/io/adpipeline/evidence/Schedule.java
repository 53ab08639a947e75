package io.adpipeline.evidence;

import io.adpipeline.scenario.Scenario;

/**
 * When each phase of a load begins and ends. The load starts at a start of a window, so that runs of one seed put the
 * same events into the same windows. The warm-up is rounded up to whole windows, so that the measured phase starts at a
 * start of a window too.
 *
 * @param startMs start of the load, epoch ms
 * @param measureFromMs start of the measured phase, epoch ms
 * @param measureToMs end of the measured phase, epoch ms
 * @param endMs end of the load, epoch ms
 * @param windowMs window size
 */
public record Schedule(long startMs, long measureFromMs, long measureToMs, long endMs, long windowMs) {

    /**
     * The schedule of a scenario.
     *
     * @param startMs start of the load, epoch ms
     * @param warmupMs length of the warm-up, ms
     */
    public static Schedule of(Scenario scenario, long startMs, long warmupMs) {
        long windowMs = scenario.pipeline().window().toMillis();
        long from = startMs + warmupMs;
        long to = from + scenario.phases().duration().toMillis();
        return new Schedule(startMs, from, to, to + scenario.phases().tail().toMillis(), windowMs);
    }

    /** The warm-up in whole windows, ms; if it ends itself, the longest that it may take. */
    public static long warmupMs(Scenario scenario) {
        long windowMs = scenario.pipeline().window().toMillis();
        return ceilDiv(scenario.phases().warmup().toMillis(), windowMs) * windowMs;
    }

    /** The first start of a window at or after an instant, epoch ms. */
    public static long nextWindowStart(long fromMs, long windowMs) {
        return ceilDiv(fromMs, windowMs) * windowMs;
    }

    /** Whether a window lies wholly in the measured phase. */
    public boolean measures(long windowStartMs) {
        return windowStartMs >= measureFromMs && windowStartMs + windowMs <= measureToMs;
    }

    /** The phase of the load at an instant: the warm-up also before the load, the tail also after it. */
    public Phase phaseAt(long timeMs) {
        if (timeMs < measureFromMs) {
            return Phase.WARMUP;
        }
        return timeMs < measureToMs ? Phase.MEASURE : Phase.TAIL;
    }

    /** Windows that lie wholly in the measured phase. */
    public long measuredWindows() {
        return (measureToMs - measureFromMs) / windowMs;
    }

    /** A quotient, rounded up. */
    public static long ceilDiv(long dividend, long divisor) {
        return Math.floorDiv(dividend + divisor - 1, divisor);
    }
}

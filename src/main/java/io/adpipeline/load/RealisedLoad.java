package io.adpipeline.load;

import java.util.Optional;

/**
 * How many events the traffic model schedules in each phase. The seed decides it, so it is known before the load begins:
 * bursts of a random length give another number than the mean rate asks for.
 *
 * @param warmupEvents before the measured phase
 * @param measuredEvents in it
 * @param tailEvents after it
 * @param plan the load
 */
public record RealisedLoad(long warmupEvents, long measuredEvents, long tailEvents, LoadPlan plan) {

    /** To count more events than this takes seconds, and so many come close to the mean rate by their number. */
    private static final double MOST_EVENTS = 100_000_000;

    /** Counts the events of a load; empty for one of more than 100 million events. */
    public static Optional<RealisedLoad> of(LoadPlan plan) {
        if (plan.eventsPerSecond() * plan.producers() * plan.totalMs() / 1_000 > MOST_EVENTS) {
            return Optional.empty();
        }
        long[] events = new long[3];
        long fromNs = plan.warmupMs() * 1_000_000;
        long toNs = fromNs + plan.measureMs() * 1_000_000;
        long endNs = toNs + plan.tailMs() * 1_000_000;
        ProducerSequence.arrivals(plan).forEach(arrivals -> {
            for (long offsetNs = arrivals.nextNs(); offsetNs < endNs; offsetNs = arrivals.nextNs()) {
                events[offsetNs < fromNs ? 0 : offsetNs < toNs ? 1 : 2]++;
            }
        });
        return Optional.of(new RealisedLoad(events[0], events[1], events[2], plan));
    }

    /** Events of the warm-up, in percent of those asked for; 100 if there is none. */
    public double warmupPercent() {
        return percent(warmupEvents, plan.warmupMs());
    }

    /** Events of the measured phase, in percent of those asked for. */
    public double measuredPercent() {
        return percent(measuredEvents, plan.measureMs());
    }

    /** Events of the tail, in percent of those asked for; 100 if there is none. */
    public double tailPercent() {
        return percent(tailEvents, plan.tailMs());
    }

    private double percent(long events, long ms) {
        return ms == 0 ? 100 : 100 * events / (plan.eventsPerSecond() * plan.producers() * ms / 1_000);
    }
}

package io.adpipeline.load;

import io.adpipeline.load.ProducerSequence.Sequences;
import io.adpipeline.traffic.ArrivalSequence;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The number of events that the traffic model schedules in each phase. The seed decides it, so it is known before the
 * load begins. It differs from what the mean rate asks for, because bursts have random lengths.
 *
 * @param measuredEvents events of the measured phase
 * @param plan the load
 */
public record RealisedLoad(long measuredEvents, LoadPlan plan) {

    /** Counting more events would take seconds, and so many events come close to the mean rate anyway. */
    private static final double MOST_EVENTS = 100_000_000;

    /** Counts by drawing every arrival, which may take seconds; empty for a load of more than 100 million events. */
    public static Optional<RealisedLoad> of(LoadPlan plan) {
        return plan.eventsPerSecond() * plan.producers() * plan.totalMs() / 1_000 > MOST_EVENTS
                ? Optional.empty()
                : Optional.of(new RealisedLoad(count(plan, false, plan.measureMs()), plan));
    }

    private static long count(LoadPlan plan, boolean warmup, long lengthMs) {
        Sequences sequences = new Sequences(plan);
        long endNs = TimeUnit.MILLISECONDS.toNanos(lengthMs);
        long count = 0;
        for (int producer = 0; producer < plan.producers(); producer++) {
            ArrivalSequence arrivals = sequences.arrivals(warmup, producer);
            while (arrivals.nextNs() < endNs) {
                count++;
            }
        }
        return count;
    }

    /** Events of the warm-up at its full length, in percent of those asked for; 100 if there is none. */
    public double warmupPercent() {
        return percent(count(plan, true, plan.warmupMs()), plan.warmupMs());
    }

    /** Events of the measured phase, in percent of those asked for. */
    public double measuredPercent() {
        return percent(measuredEvents, plan.measureMs());
    }

    /** Events of the tail, in percent of those asked for; 100 if there is none. */
    public double tailPercent() {
        long whole = count(plan, false, plan.measureMs() + plan.tailMs());
        return percent(whole - measuredEvents, plan.tailMs());
    }

    private double percent(long events, long ms) {
        return ms == 0 ? 100 : 100 * events / (plan.eventsPerSecond() * plan.producers() * ms / 1_000);
    }
}

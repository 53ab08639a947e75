package io.adpipeline.capacity;

import io.adpipeline.analysis.BacklogBin;
import io.adpipeline.analysis.BacklogTrend;
import io.adpipeline.analysis.RunResult.BacklogStats;
import io.adpipeline.capacity.Trial.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * A pipeline of micro-batches and of known capacity, as a search sees it. A batch takes all events that wait when it
 * begins, and takes a fixed time and a time for each event, so that the backlog is a sawtooth whose cycles get longer as the
 * pipeline fills up. Batches and trials are a little faster or slower than others; now and then a trial has a stall, or is
 * INVALID. One thread only.
 */
final class SimulatedPipeline implements CapacitySearch.Trials {

    private static final double LIMIT_S = 2;
    /** As in the searches that the project ships. */
    private static final double SETTLE_S = 5;

    private static final double TRIAL_S = 15;
    private static final double CONFIRM_S = 30;
    private static final double LONG_S = 1_000;
    private static final double LEAST_PART_S = 0.5;
    private static final double STALL_S = 2;
    private static final int EVENTS_LOOKED_AT = 1_000;

    private final SplittableRandom random;
    private final double jitter;
    private final double served;
    private final double fixedS;

    /** When a batch ends, seconds, and how many events are counted by then, from the first on. */
    private record Batch(double endS, double counted) {}

    /** @param jitter standard deviation of what makes a batch slower than its neighbour, as a share of its time */
    SimulatedPipeline(long seed, double from, double to, double jitter) {
        random = new SplittableRandom(seed);
        this.jitter = jitter;
        served = from * Math.pow(to / from, 0.3 + 0.65 * random.nextDouble());
        fixedS = 0.2 + 0.3 * random.nextDouble();
    }

    /** The highest rate at which, in a long load on a machine of even speed, nine of ten events are within the limit. */
    double capacity() {
        double low = 0;
        double high = served;
        while (high - low > 1e-3 * served) {
            double rate = (low + high) / 2;
            List<Batch> batches = batches(new SplittableRandom(1), rate, LONG_S, served, Double.MAX_VALUE);
            if (p90S(batches, rate, SETTLE_S, LONG_S) <= LIMIT_S) {
                low = rate;
            } else {
                high = rate;
            }
        }
        return low;
    }

    @Override
    public Trial.Verdict run(double rate, Purpose purpose, boolean prolonged) {
        if (random.nextDouble() < 0.03) {
            return Trial.Verdict.INVALID;
        }
        int times = prolonged ? 2 : 1;
        double settleS = SETTLE_S * times;
        double loadS = settleS + (purpose == Purpose.CONFIRM ? CONFIRM_S : TRIAL_S) * times;
        double speed = served * Math.exp(0.01 * random.nextGaussian());
        double stallFromS = random.nextDouble() < 0.03 ? loadS * random.nextDouble() : Double.MAX_VALUE;
        List<Batch> batches = batches(random, rate, loadS, speed, stallFromS);
        List<BacklogBin> cycles = cycles(batches, rate, settleS, loadS);
        if (cycles.isEmpty()) {
            return Trial.Verdict.NOT_SUSTAINED;
        }
        BacklogTrend trend = BacklogTrend.of(cycles, rate);
        if (p90S(batches, rate, settleS, loadS) > LIMIT_S) {
            return Trial.catchingUp(trend.growthPercent()) ? Trial.Verdict.UNDECIDED : Trial.Verdict.NOT_SUSTAINED;
        }
        return Trial.growthVerdict(new BacklogStats(
                OptionalDouble.empty(), OptionalDouble.empty(), trend.growthPercent(), trend.interval()));
    }

    /** All that begin in the load, and those that count the rest. */
    private List<Batch> batches(SplittableRandom noise, double rate, double loadS, double speed, double stallFromS) {
        List<Batch> batches = new ArrayList<>();
        double counted = 0;
        double slower = 0;
        double beginS = 0;
        while (counted < rate * loadS - 1e-3) {
            double waiting = rate * Math.min(beginS, loadS) - counted;
            counted += waiting;
            slower = 0.5 * slower + jitter * noise.nextGaussian();
            double endS = beginS + (fixedS + waiting / speed) * Math.exp(slower);
            if (beginS <= stallFromS && stallFromS < endS) {
                endS += STALL_S;
            }
            batches.add(new Batch(endS, counted));
            beginS = endS;
        }
        return batches;
    }

    private static double p90S(List<Batch> batches, double rate, double settleS, double loadS) {
        double[] latenciesS = new double[EVENTS_LOOKED_AT];
        int batch = 0;
        for (int i = 0; i < EVENTS_LOOKED_AT; i++) {
            double eventS = settleS + (i + 0.5) / EVENTS_LOOKED_AT * (loadS - settleS);
            while (batches.get(batch).counted() < rate * eventS) {
                batch++;
            }
            latenciesS[i] = batches.get(batch).endS() - eventS;
        }
        Arrays.sort(latenciesS);
        return latenciesS[EVENTS_LOOKED_AT * 9 / 10];
    }

    /** Means over time of the events that have come less those that are counted, from the end of a batch to one later. */
    private static List<BacklogBin> cycles(List<Batch> batches, double rate, double settleS, double loadS) {
        List<BacklogBin> cycles = new ArrayList<>();
        double fromS = 0;
        double waitingSeconds = 0;
        for (int i = 0; i + 1 < batches.size() && batches.get(i + 1).endS() <= loadS; i++) {
            double beginS = batches.get(i).endS();
            double endS = batches.get(i + 1).endS();
            if (fromS == 0 && beginS >= settleS) {
                fromS = beginS;
            }
            waitingSeconds += fromS == 0
                    ? 0
                    : (endS - beginS)
                            * (rate * (beginS + endS) / 2 - batches.get(i).counted());
            if (fromS > 0 && endS - fromS >= LEAST_PART_S) {
                cycles.add(new BacklogBin(
                        (long) (fromS * 1e3), (long) (endS * 1e3), waitingSeconds / (endS - fromS), 0, 0));
                fromS = endS;
                waitingSeconds = 0;
            }
        }
        return cycles;
    }
}

package io.adpipeline.capacity;

import io.adpipeline.capacity.Trial.Purpose;
import java.util.SplittableRandom;

/**
 * A pipeline of known capacity as a search sees it. Its P90 latency is flat, rises as it fills up and goes over a cliff
 * at the rate it can serve: from there on it lags further behind the longer a trial lasts. What trials see is noisy: the
 * rate it can serve differs a little from trial to trial, latencies and slopes are measured with an error which is less
 * at full length, and now and then a trial is INVALID. One thread only.
 */
final class SimulatedPipeline implements CapacitySearch.Trials {

    private static final double LIMIT_MS = 2_000;
    private static final double FULL_LENGTH = 3;

    private final SplittableRandom random;
    private final double served;
    private final double idleMs;
    private final double trialSeconds = 20;

    SimulatedPipeline(long seed, double from, double to) {
        random = new SplittableRandom(seed);
        served = from * Math.pow(to / from, 0.05 + 0.9 * random.nextDouble());
        idleMs = 50 + 450 * random.nextDouble();
    }

    /** The highest rate at which a trial without noise is sustained. */
    double capacity() {
        double low = 0;
        double high = 2 * served;
        while (high - low > 1e-6 * served) {
            double middle = (low + high) / 2;
            if (p90Ms(middle, served, trialSeconds) <= LIMIT_MS && growth(middle, served) <= 0.01) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public Trial.Verdict run(double rate, Purpose purpose) {
        if (random.nextDouble() < 0.03) {
            return Trial.Verdict.INVALID;
        }
        double length = purpose == Purpose.CONFIRM ? FULL_LENGTH : 1;
        double now = served * (1 + noise(0.01, length));
        double p90Ms = p90Ms(rate, now, trialSeconds * length) * Math.exp(noise(0.1, length));
        double growth = growth(rate, now) + noise(0.004, length);
        boolean grows = growth > 0.01 && growth > 2 * 0.004 / Math.sqrt(length);
        return p90Ms > LIMIT_MS || grows ? Trial.Verdict.NOT_SUSTAINED : Trial.Verdict.SUSTAINED;
    }

    private double noise(double deviation, double length) {
        return random.nextGaussian() * deviation / Math.sqrt(length);
    }

    private double p90Ms(double rate, double serves, double seconds) {
        double full = Math.min(rate / serves, 0.999);
        double behindMs = 1_000 * 0.9 * seconds * growth(rate, serves);
        return idleMs * (1 + 0.1 * full / (1 - full)) + behindMs;
    }

    /** Share of the events that pile up. */
    private static double growth(double rate, double serves) {
        return Math.max(0, 1 - serves / rate);
    }
}

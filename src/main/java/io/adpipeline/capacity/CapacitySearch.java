package io.adpipeline.capacity;

import io.adpipeline.capacity.CapacityResult.CapacityAnswer;
import io.adpipeline.capacity.Trial.Purpose;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Decides which rates to try, and what the trials mean. It doubles the lowest rate until a trial fails. Bisection, in
 * equal ratios, then brings the two last rates together until they differ by at most 3 %. The upper rate is tried
 * again, since a disturbance can fail a trial: if it holds now, the search goes on above it. The lower rate is
 * confirmed at full length until it has held three times. If it fails twice before that, the search steps down: by 2 %
 * twice, then by twice as much each time.
 *
 * <p>An INVALID trial is repeated once. So is an undecided one, with twice the time to settle and twice the length; a
 * rate that is still not proven sustained counts as not sustained.
 *
 * <p>The search knows nothing of pipelines but the verdicts of trials. Used once, by one thread.
 */
final class CapacitySearch {

    /** The bisection ends when the rates above and below differ by no more than this share of the lower one. */
    private static final double RESOLUTION = 0.03;

    /**
     * The share by which an answer that fails is lowered first: less than the resolution, since the answer is the lower
     * end of the bracket already.
     */
    private static final double FIRST_STEP = 0.02;

    /** How often the answer must hold at full length. */
    private static final int CONFIRMATIONS = 3;

    /** Digits of a rate: few, yet enough that the middle of two rates that differ by 3 % stays between them. */
    private static final MathContext ROUND = new MathContext(3);

    private final double from;
    private final double to;
    private final OptionalDouble requiredRate;
    private final Trials trials;
    private final List<Double> unconfirmed = new ArrayList<>();
    private OptionalDouble sustained = OptionalDouble.empty();
    /** Rates that did not hold, and why. */
    private final TreeMap<Double, Trial.Verdict> failed = new TreeMap<>();

    /** Runs a trial. */
    @FunctionalInterface
    interface Trials {

        /**
         * Runs one.
         *
         * @param eventsPerSecond rate of all producers together
         * @param prolonged whether it settles twice as long, and takes twice its length
         */
        Trial.Verdict run(double eventsPerSecond, Purpose purpose, boolean prolonged) throws InterruptedException;
    }

    /**
     * @param from lowest rate to try
     * @param to highest rate to try, above the lowest
     * @param requiredRate a rate that must be decided: it is tried itself if it falls into the last bracket
     */
    CapacitySearch(double from, double to, OptionalDouble requiredRate, Trials trials) {
        this.from = from;
        this.to = to;
        this.requiredRate = requiredRate;
        this.trials = trials;
    }

    /** Searches. */
    CapacityAnswer run() throws InterruptedException {
        do {
            climb();
            bisect();
        } while (holdsNow());
        confirm();
        return answer();
    }

    private void climb() throws InterruptedException {
        while (failed.isEmpty() && sustained.orElse(0) < to) {
            tryRate(sustained.isPresent() ? Math.min(2 * sustained.getAsDouble(), to) : from);
        }
    }

    private void bisect() throws InterruptedException {
        while (bracketed() && lowestFailed() > sustained.getAsDouble() * (1 + RESOLUTION)) {
            tryRate(round(Math.sqrt(sustained.getAsDouble() * lowestFailed())));
        }
        double required = requiredRate.orElse(0);
        if (bracketed() && sustained.getAsDouble() < required && required < lowestFailed()) {
            tryRate(required);
        }
    }

    /** Tries the lowest failed rate again, unless INVALID trials have tried it twice; whether to search above it. */
    private boolean holdsNow() throws InterruptedException {
        if (failed.isEmpty() || failed.firstEntry().getValue() == Trial.Verdict.INVALID) {
            return false;
        }
        double rate = lowestFailed();
        return tryRate(rate) && rate < to;
    }

    private double lowestFailed() {
        return failed.firstKey();
    }

    private boolean bracketed() {
        return sustained.isPresent() && !failed.isEmpty();
    }

    /** Tries a rate inside or above the bracket and moves the bracket; whether the rate is sustained. */
    private boolean tryRate(double rate) throws InterruptedException {
        Trial.Verdict verdict = verdict(rate, Purpose.SEARCH);
        if (verdict == Trial.Verdict.SUSTAINED) {
            failed.remove(rate);
            sustained = OptionalDouble.of(rate);
            return true;
        }
        failed.put(rate, verdict);
        return false;
    }

    private Trial.Verdict verdict(double rate, Purpose purpose) throws InterruptedException {
        Trial.Verdict first = valid(rate, purpose, false);
        return first == Trial.Verdict.UNDECIDED ? valid(rate, purpose, true) : first;
    }

    private Trial.Verdict valid(double rate, Purpose purpose, boolean prolonged) throws InterruptedException {
        Trial.Verdict first = trials.run(rate, purpose, prolonged);
        return first == Trial.Verdict.INVALID ? trials.run(rate, purpose, prolonged) : first;
    }

    private void confirm() throws InterruptedException {
        double step = FIRST_STEP;
        while (sustained.isPresent() && !confirmed(sustained.getAsDouble())) {
            double rate = sustained.getAsDouble();
            unconfirmed.add(rate);
            sustained =
                    rate <= from ? OptionalDouble.empty() : OptionalDouble.of(Math.max(from, round(rate * (1 - step))));
            step *= unconfirmed.size() == 1 ? 1 : 2;
        }
    }

    /** Whether a rate holds three times at full length; one trial may fail meanwhile, but not be INVALID twice. */
    private boolean confirmed(double rate) throws InterruptedException {
        int failures = 0;
        for (int held = 0; held < CONFIRMATIONS; ) {
            Trial.Verdict verdict = verdict(rate, Purpose.CONFIRM);
            if (verdict == Trial.Verdict.SUSTAINED) {
                held++;
            } else if (verdict == Trial.Verdict.INVALID || ++failures == 2) {
                failed.put(rate, verdict);
                return false;
            }
        }
        return true;
    }

    private CapacityAnswer answer() {
        return new CapacityAnswer(
                kind(),
                sustained,
                failed.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(lowestFailed()),
                unconfirmed);
    }

    private CapacityAnswer.Kind kind() {
        if (failed.isEmpty()) {
            return CapacityAnswer.Kind.HIGHEST_HOLDS;
        }
        if (failed.firstEntry().getValue() == Trial.Verdict.INVALID) {
            return CapacityAnswer.Kind.GENERATOR_LIMIT;
        }
        return sustained.isPresent() ? CapacityAnswer.Kind.FOUND : CapacityAnswer.Kind.LOWEST_FAILS;
    }

    private static double round(double rate) {
        return BigDecimal.valueOf(rate).round(ROUND).doubleValue();
    }
}

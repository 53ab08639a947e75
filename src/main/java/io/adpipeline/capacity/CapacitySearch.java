package io.adpipeline.capacity;

import io.adpipeline.capacity.CapacityResult.CapacityAnswer;
import io.adpipeline.capacity.Trial.Purpose;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Which rates to try, and what follows. The rate is doubled from the lowest until a trial does not hold; the two last
 * rates are brought together by bisection, in equal ratios, until they differ by no more than 3 %; the lower one is then
 * confirmed at full length. Where that fails the rate is stepped down, by 3 % twice and by twice as much each time from
 * then on, until a confirmation holds. An INVALID trial is repeated once.
 *
 * <p>Trials are noisy, and the answer lies at the lower end of what they leave open: brackets of 3 % make it right within
 * 5 %, those of 5 % do not.
 *
 * <p>It knows nothing of pipelines but how trials came out. Used once, by one thread.
 */
final class CapacitySearch {

    /** The bisection ends when the rates above and below differ by no more than this share of the lower one. */
    static final double RESOLUTION = 0.03;

    /** Rates are round figures, yet the middle of two that differ by 3 % stays between them. */
    private static final MathContext ROUND = new MathContext(3);

    private final double from;
    private final double to;
    private final OptionalDouble requiredRate;
    private final Trials trials;
    private final List<Double> unconfirmed = new ArrayList<>();
    private OptionalDouble sustained = OptionalDouble.empty();
    private OptionalDouble lowestFailedRate = OptionalDouble.empty();
    private Trial.Verdict failedWith;

    /** Runs a trial. */
    @FunctionalInterface
    interface Trials {

        /**
         * Runs one.
         *
         * @param eventsPerSecond rate of all producers together
         */
        Trial.Verdict run(double eventsPerSecond, Purpose purpose) throws InterruptedException;
    }

    /**
     * @param from lowest rate to try
     * @param to highest rate to try, above the lowest
     * @param requiredRate a rate to be decided on: tried itself if it falls into the last bracket
     */
    CapacitySearch(double from, double to, OptionalDouble requiredRate, Trials trials) {
        this.from = from;
        this.to = to;
        this.requiredRate = requiredRate;
        this.trials = trials;
    }

    /** Searches. */
    CapacityAnswer run() throws InterruptedException {
        climb();
        bisect();
        if (bracketed() && requiredRate.isPresent() && inBracket(requiredRate.getAsDouble())) {
            tryRate(requiredRate.getAsDouble());
        }
        confirm();
        return answer();
    }

    private void climb() throws InterruptedException {
        double rate = from;
        while (tryRate(rate) && rate < to) {
            rate = Math.min(2 * rate, to);
        }
    }

    private void bisect() throws InterruptedException {
        while (bracketed() && lowestFailedRate.getAsDouble() > sustained.getAsDouble() * (1 + RESOLUTION)) {
            tryRate(round(Math.sqrt(sustained.getAsDouble() * lowestFailedRate.getAsDouble())));
        }
    }

    private boolean bracketed() {
        return sustained.isPresent() && lowestFailedRate.isPresent();
    }

    private boolean inBracket(double rate) {
        return sustained.getAsDouble() < rate && rate < lowestFailedRate.getAsDouble();
    }

    /** Tries a rate inside or above the bracket and moves the bracket; whether the rate is sustained. */
    private boolean tryRate(double rate) throws InterruptedException {
        Trial.Verdict verdict = verdict(rate, Purpose.SEARCH);
        if (verdict == Trial.Verdict.SUSTAINED) {
            sustained = OptionalDouble.of(rate);
            return true;
        }
        recordFailure(rate, verdict);
        return false;
    }

    private void recordFailure(double rate, Trial.Verdict verdict) {
        lowestFailedRate = OptionalDouble.of(rate);
        failedWith = verdict;
    }

    private Trial.Verdict verdict(double rate, Purpose purpose) throws InterruptedException {
        Trial.Verdict first = trials.run(rate, purpose);
        return first == Trial.Verdict.INVALID ? trials.run(rate, purpose) : first;
    }

    private void confirm() throws InterruptedException {
        double step = RESOLUTION;
        while (sustained.isPresent()) {
            double rate = sustained.getAsDouble();
            Trial.Verdict verdict = verdict(rate, Purpose.CONFIRM);
            if (verdict == Trial.Verdict.SUSTAINED) {
                return;
            }
            unconfirmed.add(rate);
            recordFailure(rate, verdict);
            sustained =
                    rate <= from ? OptionalDouble.empty() : OptionalDouble.of(Math.max(from, round(rate * (1 - step))));
            step *= unconfirmed.size() == 1 ? 1 : 2;
        }
    }

    private CapacityAnswer answer() {
        return new CapacityAnswer(kind(), sustained, lowestFailedRate, unconfirmed);
    }

    private CapacityAnswer.Kind kind() {
        if (lowestFailedRate.isEmpty()) {
            return CapacityAnswer.Kind.HIGHEST_HOLDS;
        }
        if (failedWith == Trial.Verdict.INVALID) {
            return CapacityAnswer.Kind.GENERATOR_LIMIT;
        }
        return sustained.isPresent() ? CapacityAnswer.Kind.FOUND : CapacityAnswer.Kind.LOWEST_FAILS;
    }

    private static double round(double rate) {
        return BigDecimal.valueOf(rate).round(ROUND).doubleValue();
    }
}

package io.adpipeline.compare;

/**
 * After how many rounds the verdict is looked at, and with which confidence. A comparison that is looked at twice may
 * be wrong at either time, so the error of 5 % is split: 1 % at half of the rounds (at least four), 4 % at all of them
 * (Bonferroni's inequality: together at most 5 %).
 *
 * @param first rounds at the first look; 0 if there is only one look
 * @param last rounds at the last look
 */
public record Looks(int first, int last) {

    private static final double ONLY = 0.95;
    private static final double EARLY = 0.99;
    private static final double LATE = 0.96;

    /** With fewer planned rounds than this there is only one look. */
    private static final int LEAST_FOR_TWO = ComparisonPlan.LEAST_ROUNDS + 1;

    /** The looks of a comparison that plans this many rounds. */
    static Looks of(int rounds) {
        return new Looks(rounds < LEAST_FOR_TWO ? 0 : Math.max(ComparisonPlan.LEAST_ROUNDS, (rounds + 1) / 2), rounds);
    }

    /** Whether there is a look after this many rounds. */
    boolean at(int rounds) {
        return rounds == first || rounds >= last;
    }

    /** The confidence of intervals after this many rounds. */
    double confidence(int rounds, boolean ended) {
        if (first == 0) {
            return ONLY;
        }
        return rounds < last && !ended ? EARLY : LATE;
    }
}

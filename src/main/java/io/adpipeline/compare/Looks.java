package io.adpipeline.compare;

/**
 * When the rounds are looked at, and how sure an interval has to be then. A comparison that is looked at twice may be
 * wrong at either time, so the error of 5 % is spent over both: 1 % at half of the rounds, 4 % at all of them
 * (Bonferroni's inequality: together no more than 5 %).
 *
 * @param first rounds at the first look; 0 if there is one look only
 * @param last rounds at the last look
 */
public record Looks(int first, int last) {

    private static final double ONLY = 0.95;
    private static final double EARLY = 0.99;
    private static final double LATE = 0.96;

    /** With fewer than this many planned rounds one look is all. */
    private static final int LEAST_FOR_TWO = ComparisonPlan.LEAST_ROUNDS + 1;

    /** The looks of a comparison of that many rounds. */
    static Looks of(int rounds) {
        return new Looks(rounds < LEAST_FOR_TWO ? 0 : Math.max(ComparisonPlan.LEAST_ROUNDS, (rounds + 1) / 2), rounds);
    }

    /** Whether the rounds are looked at when there are so many. */
    boolean at(int rounds) {
        return rounds == first || rounds >= last;
    }

    /** The confidence of intervals when there are so many rounds. */
    double confidence(int rounds, boolean ended) {
        if (first == 0) {
            return ONLY;
        }
        return rounds < last && !ended ? EARLY : LATE;
    }
}

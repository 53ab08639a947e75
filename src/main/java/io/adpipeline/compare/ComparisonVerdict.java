package io.adpipeline.compare;

import io.adpipeline.slo.Outcome;

/** What a comparison says of b. */
public enum ComparisonVerdict {
    /** b is surely slower by more than {@code compare.allow}. */
    SLOWER,
    /** b is surely slower by less than {@code compare.notice}, or not slower at all. */
    PASS,
    /** Neither is sure. */
    UNDECIDED,
    /** Nothing: too few rounds can be trusted. */
    INVALID,
    /** The results of a side are wrong, or it died. */
    FAIL;

    Outcome outcome(boolean undecidedPasses) {
        return switch (this) {
            case PASS -> Outcome.PASS;
            case INVALID -> Outcome.INVALID;
            case UNDECIDED -> undecidedPasses ? Outcome.PASS : Outcome.FAIL;
            default -> Outcome.FAIL;
        };
    }

    /**
     * The verdict by the interval of the ratio alone.
     *
     * @param allow ratio up to which b may be slower
     * @param notice ratio that must not be missed
     */
    static ComparisonVerdict of(Ratio ratio, double allow, double notice) {
        if (ratio.low() > allow) {
            return SLOWER;
        }
        return ratio.high() < notice ? PASS : UNDECIDED;
    }
}

package io.adpipeline.slo;

import java.util.Collection;
import java.util.Comparator;

/** What a run says about the pipeline, from good to bad: the order in which several runs are compared. */
public enum Outcome {
    /** Fast and correct at the stated load. */
    PASS,
    /** Nothing: the run itself cannot be trusted. */
    INVALID,
    /** Slow or wrong. */
    FAIL;

    /** The worst of several outcomes; {@link #INVALID} if there are none. */
    public static Outcome worst(Collection<Outcome> outcomes) {
        return outcomes.stream().max(Comparator.naturalOrder()).orElse(INVALID);
    }
}

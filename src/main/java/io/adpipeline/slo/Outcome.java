package io.adpipeline.slo;

/** What a run says about the pipeline. */
public enum Outcome {
    /** Fast and correct at the stated load. */
    PASS,
    /** Slow or wrong. */
    FAIL,
    /** Nothing: the run itself cannot be trusted. */
    INVALID
}

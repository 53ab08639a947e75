package io.adpipeline.run;

/**
 * Why a run ended before its time.
 *
 * @param culprit what failed
 * @param message what happened, with the numbers
 */
public record Abort(Culprit culprit, String message) {

    /** What a run can fail of; only the pipeline is under test, the others make a run invalid. */
    public enum Culprit {
        KAFKA,
        GENERATOR,
        READER,
        PIPELINE
    }
}

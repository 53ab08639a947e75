package io.adpipeline.evidence;

import io.adpipeline.files.PlainText;

/**
 * Why a run ended before its time.
 *
 * @param culprit what failed
 * @param message what happened, with the numbers
 */
public record Abort(Culprit culprit, String message) {

    public Abort {
        message = PlainText.of(message);
    }

    /** What can end a run early. Only the pipeline is under test; a failure of anything else makes the run INVALID. */
    public enum Culprit {
        KAFKA,
        GENERATOR,
        READER,
        /** The disk, the limits of the process, or the rights of the Kafka user. */
        SURROUNDINGS,
        /** The memory of the pipeline's process, which has ended. */
        MEMORY,
        PIPELINE
    }
}

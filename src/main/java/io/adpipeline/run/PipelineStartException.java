package io.adpipeline.run;

import io.adpipeline.evidence.RunException;
import io.adpipeline.files.PlainText;
import io.adpipeline.kafka.Secrets;

/** A scenario cannot be run because the pipeline under test does not start. */
public final class PipelineStartException extends RunException {

    private static final long serialVersionUID = 1L;

    /**
     * @param pipeline its name in scenarios
     * @param secrets removed from what is shown of the cause
     */
    public PipelineStartException(String pipeline, Secrets secrets, Exception cause) {
        super(
                "the pipeline '%s' does not start: %s"
                        .formatted(pipeline, PlainText.of(secrets.redact(String.valueOf(cause.getMessage())))),
                secrets.showable(cause));
    }
}

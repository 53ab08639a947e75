package io.adpipeline.run;

/** A scenario cannot be run because the pipeline under test does not start. */
public final class PipelineStartException extends RunException {

    private static final long serialVersionUID = 1L;

    /** @param pipeline its name in scenarios */
    public PipelineStartException(String pipeline, Exception cause) {
        super("the pipeline '%s' does not start: %s".formatted(pipeline, cause.getMessage()), cause);
    }
}

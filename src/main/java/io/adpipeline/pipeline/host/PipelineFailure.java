package io.adpipeline.pipeline.host;

/** A failure of a pipeline in another process, in the words of that process, whose log has the details. */
public final class PipelineFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PipelineFailure(String said) {
        super(said);
    }

    /** The message alone: the name of this class adds nothing. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return getMessage();
    }
}

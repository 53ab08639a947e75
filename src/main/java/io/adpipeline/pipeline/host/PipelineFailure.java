package io.adpipeline.pipeline.host;

/** What a pipeline in another JVM has failed of, in the words of that JVM, whose log has the stack trace. */
public final class PipelineFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PipelineFailure(String said) {
        super(said);
    }

    /** The words alone: the name of this class says nothing. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return getMessage();
    }
}

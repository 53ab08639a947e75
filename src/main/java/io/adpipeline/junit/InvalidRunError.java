package io.adpipeline.junit;

/** The run proves nothing about the pipeline. It neither passed nor failed; run it again. */
public final class InvalidRunError extends AssertionError {

    private static final long serialVersionUID = 1L;

    InvalidRunError(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}

package io.adpipeline.junit;

/** The run says nothing about the pipeline: it is neither passed nor failed, and must be run again. */
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

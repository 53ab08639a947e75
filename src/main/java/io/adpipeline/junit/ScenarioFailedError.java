package io.adpipeline.junit;

/** The pipeline was slow or wrong. The message says all there is; a stack trace would only hide it. */
public final class ScenarioFailedError extends AssertionError {

    private static final long serialVersionUID = 1L;

    ScenarioFailedError(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}

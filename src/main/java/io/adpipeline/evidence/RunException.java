package io.adpipeline.evidence;

/** A scenario cannot be run or go on, or a stored run cannot be read. */
public class RunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RunException(String message) {
        super(message);
    }

    public RunException(String message, Throwable cause) {
        super(message, cause);
    }
}

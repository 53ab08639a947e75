package io.adpipeline.event;

/** Bytes that are no advertising event; the message says what is wrong with them. */
public final class MalformedEventException extends IllegalArgumentException {

    MalformedEventException(String problem, Throwable cause) {
        super("malformed event: " + problem, cause);
    }

    MalformedEventException(String problem) {
        this(problem, null);
    }
}

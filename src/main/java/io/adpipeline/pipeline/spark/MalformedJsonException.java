package io.adpipeline.pipeline.spark;

/** The bytes are no JSON text. Without a stack trace: a topic full of garbage must not cost more than events. */
final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedJsonException() {
        super("not a JSON text", null, false, false);
    }
}

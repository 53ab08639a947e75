package io.adpipeline.pipeline.spark;

/** The bytes are no JSON text. One instance without a stack: a topic full of garbage must not cost more than events. */
final class MalformedJsonException extends Exception {

    static final MalformedJsonException INSTANCE = new MalformedJsonException();

    private MalformedJsonException() {
        super("not a JSON text", null, false, false);
    }
}

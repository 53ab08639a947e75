package io.adpipeline.pipeline;

/** When a pipeline emits the row of a (window, campaign). */
public enum OutputMode {
    /** In every micro-batch that changed it: the last row is the final one. */
    UPDATE,
    /** Once, when the watermark has passed the window's end. */
    APPEND
}

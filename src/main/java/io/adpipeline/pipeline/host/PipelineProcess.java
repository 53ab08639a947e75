package io.adpipeline.pipeline.host;

import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.RunningPipeline;

/**
 * The process of a pipeline: a JVM of ours in which a pipeline of Java runs, or a command. It ends with this JVM. Used by
 * one thread; a running pipeline of it by any.
 */
public interface PipelineProcess extends AutoCloseable {

    /**
     * Starts the pipeline.
     *
     * @throws IllegalStateException if its process does not start
     * @throws PipelineFailure if the pipeline does not, with what it said
     */
    RunningPipeline start(PipelineContext context) throws InterruptedException;

    /**
     * Waits until a pipeline can be started in it, so that its own start is over.
     *
     * @throws IllegalStateException if it does not get that far
     */
    default void awaitStarted() throws InterruptedException {}

    /** Its process id; descendants of it belong to the pipeline too. */
    long pid();

    @Override
    void close();
}

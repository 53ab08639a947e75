package io.adpipeline.pipeline.host;

import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.RunningPipeline;

/**
 * The process of a pipeline: a JVM that runs a Java pipeline, or a command. It ends with this JVM. Used by one thread;
 * its running pipeline by any.
 */
public interface PipelineProcess extends AutoCloseable {

    /**
     * Starts the pipeline.
     *
     * @throws IllegalStateException if its process does not start
     * @throws PipelineFailure if the pipeline does not start, with its own message
     */
    RunningPipeline start(PipelineContext context) throws InterruptedException;

    /**
     * Waits until the process itself has started and can start a pipeline.
     *
     * @throws IllegalStateException if it never can
     */
    default void awaitStarted() throws InterruptedException {}

    boolean alive();

    /** Its process id; descendants of it belong to the pipeline too. */
    long pid();

    @Override
    void close();
}

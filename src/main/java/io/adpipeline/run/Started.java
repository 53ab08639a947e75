package io.adpipeline.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run has started; closing ends it in the opposite order. A part that does not end is only a warning: the
 * measurement stands, and the other parts end all the same. Used by the run's thread.
 */
final class Started implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Started.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** Takes charge of a part. */
    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** An interrupt that came before does not keep the parts from ending. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (Exception | LinkageError e) {
                LOG.warn("{} did not end as it should: {}", part.getClass().getSimpleName(), e.toString());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

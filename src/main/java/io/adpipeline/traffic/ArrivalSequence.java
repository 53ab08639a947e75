package io.adpipeline.traffic;

/**
 * The instants at which one producer has to send, endless and non-decreasing.
 *
 * <p>Stateful and not thread-safe: one producer thread owns it.
 */
@FunctionalInterface
public interface ArrivalSequence {

    /** Offset of the next arrival from the start of the sequence, in ns; never less than the one before. */
    long nextNs();
}

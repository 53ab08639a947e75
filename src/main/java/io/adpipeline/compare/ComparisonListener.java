package io.adpipeline.compare;

import io.adpipeline.evidence.RunFolder;
import io.adpipeline.run.RunListener;

/** Follows a comparison and each run of it. Called by the thread that runs it. */
public interface ComparisonListener extends RunListener {

    /** Kafka is there and a comparison begins; there are no rounds yet. */
    default void comparisonStarted(ComparisonResult empty) {}

    /** The warm-up of a side's process is over; its load is not counted. */
    default void warmedUp(Side side, int round) {}

    /** A block is judged; its run was reported as {@link #finished} before. */
    default void blockFinished(Block block) {}

    /**
     * A round is over.
     *
     * @param soFar with this round
     * @param folder where the comparison and its runs are
     */
    default void roundFinished(Round round, ComparisonResult soFar, RunFolder folder) {}

    /**
     * A comparison is over.
     *
     * @param folder where it and its runs are
     */
    default void comparisonFinished(ComparisonResult result, RunFolder folder) {}
}

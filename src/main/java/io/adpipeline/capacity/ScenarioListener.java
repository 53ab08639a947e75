package io.adpipeline.capacity;

import io.adpipeline.capacity.Trial.Purpose;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.run.RunListener;
import io.adpipeline.scenario.Scenario;

/**
 * Follows a scenario: a single run, or a search for capacity and each run of it. Called by the thread that runs it.
 */
public interface ScenarioListener extends RunListener {

    /**
     * Kafka is there and a search begins.
     *
     * @param kafka which Kafka, and why this one
     */
    default void searchStarted(Scenario search, String kafka) {}

    /** A trial of a search begins. */
    default void trialStarted(Scenario trial, Purpose purpose) {}

    /** A trial is judged; its run was reported as {@link #finished} before. */
    default void trialFinished(Trial trial) {}

    /**
     * A search is over.
     *
     * @param folder where it and its trials are
     */
    default void searchFinished(CapacityResult result, RunFolder folder) {}
}

package io.adpipeline.capacity;

import io.adpipeline.run.RunListener;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Path;

/** Follows a search, and each run of it, while it goes on; called by the thread that searches. */
public interface CapacityListener extends RunListener {

    /** Does nothing. */
    CapacityListener NONE = new CapacityListener() {};

    /**
     * Kafka is there and the search begins.
     *
     * @param kafka which Kafka, and why this one
     */
    default void begins(Scenario search, String kafka) {}

    /** A trial begins. */
    default void tries(Scenario trial, Purpose purpose) {}

    /**
     * A trial is over and judged.
     *
     * @param folder where its evidence is
     */
    default void tried(Trial trial, Path folder) {}

    /** The search is over. */
    default void answered(CapacityResult result) {}
}

package io.adpipeline.run;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.evidence.Phase;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.scenario.Scenario;

/** Follows a run; called by the thread that runs the scenario. */
public interface RunListener {

    /** Does nothing. */
    RunListener NONE = new RunListener() {};

    /**
     * Kafka is there, and the topics are about to be made.
     *
     * @param kafka which Kafka, and why this one
     * @param load its seed and how near it comes to the asked rate, a sentence
     */
    default void started(Scenario scenario, String kafka, String load) {}

    /** A phase begins. */
    default void phase(Scenario scenario, Phase phase) {}

    /** Where the run stands; about every 5 s during load and drain. */
    default void progress(Scenario scenario, RunProgress progress) {}

    /**
     * The run is over and judged.
     *
     * @param folder where its evidence is
     */
    default void finished(RunResult result, RunFolder folder) {}
}

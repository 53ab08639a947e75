package io.adpipeline.capacity;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.Trial.Purpose;
import io.adpipeline.evidence.Phase;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.run.RunListener;
import io.adpipeline.run.RunProgress;
import io.adpipeline.scenario.Scenario;
import java.util.List;

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

    /** Several listeners as one, called in this order. */
    static ScenarioListener of(ScenarioListener... all) {
        return new All(List.of(all));
    }

    /**
     * Several listeners as one.
     *
     * @param all called in this order
     */
    record All(List<ScenarioListener> all) implements ScenarioListener {

        @Override
        public void started(Scenario scenario, String kafka) {
            all.forEach(each -> each.started(scenario, kafka));
        }

        @Override
        public void loadKnown(Scenario scenario, String notice) {
            all.forEach(each -> each.loadKnown(scenario, notice));
        }

        @Override
        public void phase(Scenario scenario, Phase phase) {
            all.forEach(each -> each.phase(scenario, phase));
        }

        @Override
        public void progress(Scenario scenario, RunProgress progress) {
            all.forEach(each -> each.progress(scenario, progress));
        }

        @Override
        public void finished(RunResult result, RunFolder folder) {
            all.forEach(each -> each.finished(result, folder));
        }

        @Override
        public void searchStarted(Scenario search, String kafka) {
            all.forEach(each -> each.searchStarted(search, kafka));
        }

        @Override
        public void trialStarted(Scenario trial, Purpose purpose) {
            all.forEach(each -> each.trialStarted(trial, purpose));
        }

        @Override
        public void trialFinished(Trial trial) {
            all.forEach(each -> each.trialFinished(trial));
        }

        @Override
        public void searchFinished(CapacityResult result, RunFolder folder) {
            all.forEach(each -> each.searchFinished(result, folder));
        }
    }
}

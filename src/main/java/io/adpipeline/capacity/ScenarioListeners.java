package io.adpipeline.capacity;

import io.adpipeline.run.Phase;
import io.adpipeline.run.RunFolder;
import io.adpipeline.run.RunProgress;
import io.adpipeline.run.RunResult;
import io.adpipeline.scenario.Scenario;
import java.util.List;

/**
 * Several listeners as one.
 *
 * @param all called in this order
 */
public record ScenarioListeners(List<ScenarioListener> all) implements ScenarioListener {

    public ScenarioListeners {
        all = List.copyOf(all);
    }

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

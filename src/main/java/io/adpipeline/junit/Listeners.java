package io.adpipeline.junit;

import io.adpipeline.run.Phase;
import io.adpipeline.run.RunListener;
import io.adpipeline.run.RunProgress;
import io.adpipeline.run.RunResult;
import io.adpipeline.scenario.Scenario;

/** Two listeners as one. */
record Listeners(RunListener first, RunListener second) implements RunListener {

    @Override
    public void started(Scenario scenario, String kafka) {
        first.started(scenario, kafka);
        second.started(scenario, kafka);
    }

    @Override
    public void phase(Scenario scenario, Phase phase) {
        first.phase(scenario, phase);
        second.phase(scenario, phase);
    }

    @Override
    public void progress(Scenario scenario, RunProgress progress) {
        first.progress(scenario, progress);
        second.progress(scenario, progress);
    }

    @Override
    public void finished(RunResult result) {
        first.finished(result);
        second.finished(result);
    }
}

package io.adpipeline.capacity;

import io.adpipeline.run.Phase;
import io.adpipeline.run.RunProgress;
import io.adpipeline.run.RunResult;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;

/** Several listeners of a search as one. */
public record CapacityListeners(List<CapacityListener> all) implements CapacityListener {

    /** @param all are told in this order */
    public CapacityListeners(CapacityListener... all) {
        this(List.of(all));
    }

    public CapacityListeners {
        all = List.copyOf(all);
    }

    @Override
    public void begins(Scenario search, String kafka) {
        all.forEach(each -> each.begins(search, kafka));
    }

    @Override
    public void tries(Scenario trial, Purpose purpose) {
        all.forEach(each -> each.tries(trial, purpose));
    }

    @Override
    public void tried(Trial trial, Path folder) {
        all.forEach(each -> each.tried(trial, folder));
    }

    @Override
    public void answered(CapacityResult result) {
        all.forEach(each -> each.answered(result));
    }

    @Override
    public void started(Scenario trial, String kafka) {
        all.forEach(each -> each.started(trial, kafka));
    }

    @Override
    public void phase(Scenario trial, Phase phase) {
        all.forEach(each -> each.phase(trial, phase));
    }

    @Override
    public void progress(Scenario trial, RunProgress progress) {
        all.forEach(each -> each.progress(trial, progress));
    }

    @Override
    public void finished(RunResult result) {
        all.forEach(each -> each.finished(result));
    }
}

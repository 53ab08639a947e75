package io.adpipeline.junit;

import io.adpipeline.capacity.CapacityListener;
import io.adpipeline.capacity.Purpose;
import io.adpipeline.capacity.Trial;
import io.adpipeline.capacity.TrialVerdict;
import io.adpipeline.report.CapacityFiles;
import io.adpipeline.report.ResultFiles;
import io.adpipeline.report.chart.CapacityChart;
import io.adpipeline.report.chart.ChartFiles;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.Scenario.Capacity;
import io.adpipeline.slo.Figures;
import io.qameta.allure.Allure;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StepResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Tells Allure how a search goes: each trial is a step with its files attached. Used by the test's thread. */
final class AllureCapacity implements CapacityListener {

    private static final List<String> LOGS = List.of("pipeline.log", "generator.log", "broker.log");

    private final Scenario scenario;
    private String step;
    private String title;

    AllureCapacity(Scenario scenario) {
        this.scenario = scenario;
        Capacity capacity = scenario.capacity().orElseThrow();
        AllureLabels.tell(scenario);
        AllureRun.parameter("search", "from %s to %s events/s".formatted(count(capacity.from()), count(capacity.to())));
    }

    @Override
    public void begins(Scenario search, String kafka) {
        AllureRun.parameter("Kafka", kafka);
    }

    @Override
    public void tries(Scenario trial, Purpose purpose) {
        step = UUID.randomUUID().toString();
        title = "%s: %s at %s events/s"
                .formatted(
                        trial.name().substring(0, trial.name().indexOf('-')),
                        purpose.title(),
                        count(trial.load().eventsPerSecond()));
        Allure.getLifecycle().startStep(step, new StepResult().setName(title));
    }

    /** A trial that is not sustained has done what it was for. */
    @Override
    public void tried(Trial trial, Path folder) {
        ChartFiles.of(trial.run(), folder).forEach(AllureRun::attach);
        List<String> names = new ArrayList<>(ResultFiles.NAMES);
        names.add(trial.name() + ".yaml");
        names.addAll(LOGS);
        names.forEach(name -> AllureRun.attach(folder.resolve(name)));
        title += ", " + trial.verdict().title();
        trial.reasons().forEach(reason -> Allure.step(reason, Status.SKIPPED));
        endStep(trial.verdict() == TrialVerdict.INVALID ? Status.SKIPPED : Status.PASSED);
    }

    private void endStep(Status status) {
        if (step != null) {
            Allure.getLifecycle()
                    .updateStep(step, result -> result.setStatus(status).setName(title));
            Allure.getLifecycle().stopStep(step);
            step = null;
        }
    }

    /** Ends a trial that was never finished, and attaches what the search left in its folder. */
    void close(Path folder) {
        endStep(Status.BROKEN);
        CapacityChart.of(folder).ifPresent(chart -> {
            AllureRun.describeWith(scenario, chart);
            AllureRun.attach(chart);
        });
        List<String> names = new ArrayList<>(CapacityFiles.NAMES);
        names.add(scenario.name() + ".yaml");
        names.addAll(LOGS);
        names.forEach(name -> AllureRun.attach(folder.resolve(name)));
    }

    private static String count(double eventsPerSecond) {
        return Figures.count(Math.round(eventsPerSecond));
    }
}

package io.adpipeline.junit;

import io.adpipeline.report.ResultFiles;
import io.adpipeline.report.chart.ChartFiles;
import io.adpipeline.run.Phase;
import io.adpipeline.run.RunListener;
import io.adpipeline.run.RunResult;
import io.adpipeline.scenario.Scenario;
import io.qameta.allure.Allure;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells Allure how one run goes: parameters, phases as steps, files as attachments. Used by the test's thread. */
final class AllureRun implements RunListener {

    /** Attachments that readers want, the most telling first; those that a run did not leave are not attached. */
    private static final Map<String, String> TYPES = Map.of(
            "txt",
            "text/plain",
            "json",
            "application/json",
            "csv",
            "text/csv",
            "hgrm",
            "text/plain",
            "yaml",
            "text/yaml",
            "log",
            "text/plain",
            "svg",
            "image/svg+xml");

    private final Scenario scenario;
    private String step;
    private RunResult finished;

    AllureRun(Scenario scenario) {
        this.scenario = scenario;
        AllureLabels.tell(scenario);
    }

    @Override
    public void started(Scenario started, String kafka) {
        parameter("Kafka", kafka);
    }

    @Override
    public void phase(Scenario ofRun, Phase phase) {
        endStep(Status.PASSED);
        step = UUID.randomUUID().toString();
        Allure.getLifecycle().startStep(step, new StepResult().setName(phase.title()));
    }

    @Override
    public void finished(RunResult result) {
        endStep(Status.PASSED);
        finished = result;
        Map<String, String> pipeline = result.facts().pipeline();
        if (pipeline.containsKey("spark.version")) {
            parameter("Spark", "%s, %s".formatted(pipeline.get("spark.version"), pipeline.get("spark.master")));
        }
    }

    static void parameter(String name, String value) {
        Allure.getLifecycle().updateTestCase(test -> test.getParameters().add(AllureLabels.parameter(name, value)));
    }

    private void endStep(Status status) {
        if (step != null) {
            Allure.getLifecycle().updateStep(step, result -> result.setStatus(status));
            Allure.getLifecycle().stopStep(step);
            step = null;
        }
    }

    /** Ends a step that was never finished, and attaches what the run left in its folder. */
    void close(Path folder) {
        endStep(Status.BROKEN);
        if (finished != null) {
            List<Path> charts = ChartFiles.of(finished, folder);
            charts.stream().findFirst().ifPresent(chart -> describeWith(scenario, chart));
            charts.forEach(AllureRun::attach);
        }
        List<String> names = new ArrayList<>(ResultFiles.NAMES);
        names.addAll(List.of(scenario.name() + ".yaml", "pipeline.log", "generator.log", "broker.log"));
        names.forEach(name -> attach(folder.resolve(name)));
    }

    /** The chart that matters is seen at once, the others are among the attachments. */
    static void describeWith(Scenario scenario, Path chart) {
        try {
            Allure.descriptionHtml(InlineChart.html(scenario.description(), chart));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Attaches a file to the step that goes on, if it is there and not empty. */
    static void attach(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1);
        try {
            if (Files.isRegularFile(file) && Files.size(file) > 0) {
                Allure.addAttachment(name, TYPES.get(ending), Files.newInputStream(file), "." + ending);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

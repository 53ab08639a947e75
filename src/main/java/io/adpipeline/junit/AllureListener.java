package io.adpipeline.junit;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.ScenarioListener;
import io.adpipeline.capacity.Trial;
import io.adpipeline.capacity.Trial.Purpose;
import io.adpipeline.compare.ComparisonListener;
import io.adpipeline.compare.ComparisonPlan;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.Round;
import io.adpipeline.compare.Side;
import io.adpipeline.evidence.Phase;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.report.CapacityFiles;
import io.adpipeline.report.CapacityText;
import io.adpipeline.report.ComparisonFiles;
import io.adpipeline.report.ComparisonText;
import io.adpipeline.report.ResultFiles;
import io.adpipeline.report.ResultText;
import io.adpipeline.report.chart.ChartFiles;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Figures;
import io.qameta.allure.Allure;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.function.Failable;
import org.apache.commons.text.StringEscapeUtils;

/**
 * Shows in Allure how a scenario goes: parameters, steps, and the files that {@link io.adpipeline.report.ReportWriter}
 * has written by then. The steps of a run are its phases, of a search its trials, of a comparison its rounds. Used by
 * the test's thread.
 */
final class AllureListener implements ScenarioListener, ComparisonListener {

    private static final Map<String, String> TYPES = Map.of(
            "txt", "text/plain",
            "json", "application/json",
            "csv", "text/csv",
            "yaml", "text/yaml",
            "log", "text/plain",
            "svg", "image/svg+xml",
            "html", "text/html",
            "jfr", "application/octet-stream");

    /** What a test runs. */
    private enum Subject {
        RUN(ResultFiles.NAMES),
        SEARCH(CapacityFiles.NAMES),
        COMPARISON(ComparisonFiles.NAMES);

        private final List<String> files;

        Subject(List<String> files) {
            this.files = files;
        }
    }

    private final Scenario scenario;
    private final Subject subject;
    private boolean begun;
    private String step;
    private String title;

    private AllureListener(Scenario scenario, Subject subject) {
        this.scenario = scenario;
        this.subject = subject;
        AllureLabels.apply(scenario);
    }

    /** For a run, or a search for capacity. */
    static AllureListener of(Scenario scenario) {
        return new AllureListener(scenario, scenario.capacity().isPresent() ? Subject.SEARCH : Subject.RUN);
    }

    /** For a comparison. */
    static AllureListener of(ComparisonPlan plan) {
        AllureListener listener = new AllureListener(plan.scenarios().get(Side.B), Subject.COMPARISON);
        for (Side side : Side.values()) {
            Allure.parameter(side.label(), plan.described(side), true);
        }
        return listener;
    }

    @Override
    public void started(Scenario started, String kafka, String load) {
        if (subject == Subject.RUN) {
            Allure.parameter("Kafka", kafka, true);
        }
    }

    @Override
    public void phase(Scenario ofRun, Phase phase) {
        begun = true;
        if (subject == Subject.RUN) {
            endStep(Status.PASSED);
            beginStep(phase.title());
        }
    }

    @Override
    public void finished(RunResult result, RunFolder folder) {
        if (subject == Subject.COMPARISON) {
            return; // too many for a report; each has its charts in its folder
        }
        List<Path> charts = ChartFiles.of(result, folder.path());
        if (subject == Subject.SEARCH) {
            charts.stream().limit(1).forEach(AllureListener::attach); // the others are in its folder
            attachFiles(ResultFiles.NAMES, result.scenario().name(), folder);
            return;
        }
        endStep(Status.PASSED);
        Map<String, String> pipeline = result.facts().pipeline();
        if (pipeline.containsKey("spark.version")) {
            Allure.parameter(
                    "Spark", "%s, %s".formatted(pipeline.get("spark.version"), pipeline.get("spark.master")), true);
        }
        show(ResultText.verdict(result), charts);
    }

    @Override
    public void searchStarted(Scenario started, String kafka) {
        begun = true;
        Allure.parameter("Kafka", kafka, true);
    }

    @Override
    public void trialStarted(Scenario trial, Purpose purpose) {
        beginStep("%s: %s at %s events/s"
                .formatted(
                        trial.name().substring(0, trial.name().indexOf('-')),
                        purpose.title(),
                        Figures.count(trial.load().eventsPerSecond())));
    }

    /** The step passes even if the rate is not sustained: the trial found that out. A warm-up is not judged. */
    @Override
    public void trialFinished(Trial trial) {
        if (trial.purpose() == Purpose.WARM_UP) {
            endStep(Status.PASSED);
            return;
        }
        title += ", " + trial.verdict().title();
        trial.reasons().forEach(reason -> Allure.step(reason, Status.SKIPPED));
        endStep(trial.verdict() == Trial.Verdict.INVALID ? Status.SKIPPED : Status.PASSED);
    }

    @Override
    public void searchFinished(CapacityResult result, RunFolder folder) {
        show(CapacityText.of(result), ChartFiles.ofSearch(folder.path()));
    }

    @Override
    public void comparisonStarted(ComparisonResult empty) {
        begun = true;
        Allure.parameter("Kafka", empty.kafka(), true);
    }

    @Override
    public void roundFinished(Round round, ComparisonResult soFar, RunFolder folder) {
        beginStep("round %d, %s".formatted(round.number(), ComparisonText.line(round, soFar)));
        long startMs = round.blocks().get(0).run().facts().startedAtMs();
        Allure.getLifecycle().updateStep(step, result -> result.setStart(startMs));
        round.doubts(soFar.plan().comparison().statistic()).forEach(doubt -> Allure.step(doubt, Status.SKIPPED));
        endStep(soFar.counted().contains(round) ? Status.PASSED : Status.SKIPPED);
    }

    @Override
    public void comparisonFinished(ComparisonResult result, RunFolder folder) {
        show(ComparisonText.of(result), ChartFiles.ofComparison(folder.path()));
    }

    /** Ends a step that was never finished, and attaches the files in the scenario's folder, if this run made them. */
    void close(RunFolder folder) {
        endStep(Status.BROKEN);
        if (!begun) {
            return;
        }
        attachFiles(subject.files, scenario.name(), folder);
        ResultFiles.OF_PROFILE.forEach(name -> attach(folder.path().resolve(name)));
    }

    private void beginStep(String newTitle) {
        step = UUID.randomUUID().toString();
        title = newTitle;
        Allure.getLifecycle().startStep(step, new StepResult().setName(title));
    }

    private void endStep(Status status) {
        if (step != null) {
            Allure.getLifecycle()
                    .updateStep(step, result -> result.setStatus(status).setName(title));
            Allure.getLifecycle().stopStep(step);
            step = null;
        }
    }

    /** Shows the verdict and the first chart, which matters most, at once; all charts are among the attachments. */
    private void show(String verdict, List<Path> charts) {
        Allure.descriptionHtml(Failable.call(
                () -> html(scenario.description(), verdict, charts.stream().findFirst())));
        charts.forEach(AllureListener::attach);
    }

    /**
     * The description as HTML.
     *
     * @param description of the scenario, plain text; may be empty
     * @param verdict tables, and after the last blank line sentences, which are wrapped; plain text
     * @param svg the chart; becomes a part of the text, so that the report needs no other file
     */
    static String html(String description, String verdict, Optional<Path> svg) throws IOException {
        StringBuilder html = new StringBuilder();
        if (!description.isBlank()) {
            html.append("<p>%s</p>\n".formatted(StringEscapeUtils.escapeHtml4(description)));
        }
        String text = StringUtils.strip(verdict, "\n");
        String sentences = StringUtils.substringAfterLast(text, "\n\n");
        html.append("<pre style=\"white-space: pre; overflow-x: auto\">%s</pre>"
                .formatted(StringEscapeUtils.escapeHtml4(
                        StringUtils.removeEnd(text, sentences).stripTrailing())));
        if (!sentences.isEmpty()) {
            html.append("\n<pre style=\"white-space: pre-wrap\">%s</pre>"
                    .formatted(StringEscapeUtils.escapeHtml4(sentences)));
        }
        if (svg.isPresent()) {
            html.append("\n<p><img style=\"max-width: 100%%\" alt=\"%s\" src=\"data:image/svg+xml;base64,%s\"></p>"
                    .formatted(
                            StringEscapeUtils.escapeHtml4(
                                    svg.get().getFileName().toString()),
                            Base64.getEncoder().encodeToString(Files.readAllBytes(svg.get()))));
        }
        return html.toString();
    }

    /** Attaches the files that readers want, the most telling first. */
    private static void attachFiles(List<String> names, String scenarioName, RunFolder folder) {
        names.forEach(name -> attach(folder.path().resolve(name)));
        attach(folder.scenario(scenarioName));
        folder.logs().forEach(AllureListener::attach);
    }

    /** Attaches a file to the current step, if the file exists and is not empty. */
    private static void attach(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1);
        Failable.run(() -> {
            if (Files.isRegularFile(file) && Files.size(file) > 0) {
                Allure.addAttachment(name, TYPES.get(ending), Files.newInputStream(file), "." + ending);
            }
        });
    }
}

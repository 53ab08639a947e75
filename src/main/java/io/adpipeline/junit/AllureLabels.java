package io.adpipeline.junit;

import io.adpipeline.report.ScenarioText;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.ScenarioLibrary.Selection;
import io.adpipeline.slo.Figures;
import io.qameta.allure.Allure;
import io.qameta.allure.SeverityLevel;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.util.ResultsUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The headings under which Allure lists a scenario, and the few settings that it shows. */
final class AllureLabels {

    private static final String EPIC = "Streaming pipeline performance";

    private AllureLabels() {}

    /** Labels the test that runs in this thread. */
    static void apply(Scenario scenario) {
        Allure.getLifecycle().updateTestCase(test -> {
            // JUnit identifies an invocation by its number, which changes when other scenarios are selected
            test.setHistoryId(ResultsUtils.md5(test.getFullName() + "/" + scenario.name()));
            test.setTestCaseId(test.getHistoryId());
            test.setName(scenario.name());
            test.getLabels().addAll(labels(scenario));
            test.getParameters().clear();
            test.getParameters().addAll(parameters(scenario));
            if (!scenario.description().isBlank()) {
                test.setDescription(scenario.description());
            }
        });
    }

    static List<Label> labels(Scenario scenario) {
        List<Label> labels = new ArrayList<>(List.of(
                ResultsUtils.createEpicLabel(EPIC),
                ResultsUtils.createFeatureLabel(scenario.pipeline().name() + " pipeline"),
                ResultsUtils.createStoryLabel(scenario.traffic().model() + " traffic"),
                ResultsUtils.createSeverityLabel(severity(scenario))));
        scenario.tags().forEach(tag -> labels.add(ResultsUtils.createTagLabel(tag)));
        return labels;
    }

    /** The severity that a tag names; else critical for scenarios of the default gate, and normal for all others. */
    static SeverityLevel severity(Scenario scenario) {
        return Arrays.stream(SeverityLevel.values())
                .filter(level -> scenario.tags().contains(level.value()))
                .findFirst()
                .orElse(
                        scenario.tags().contains(Selection.DEFAULT_TAG)
                                ? SeverityLevel.CRITICAL
                                : SeverityLevel.NORMAL);
    }

    /** Parameters are excluded from the test's identity: a scenario keeps its history when its load changes. */
    static List<Parameter> parameters(Scenario scenario) {
        return List.of(
                ResultsUtils.createParameter("model", scenario.traffic().model(), true, null),
                ResultsUtils.createParameter("rate", ScenarioText.load(scenario), true, null),
                ResultsUtils.createParameter(
                        "window", Figures.exact(scenario.pipeline().window()), true, null));
    }
}

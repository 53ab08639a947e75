package io.adpipeline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.scenario.Scenario;
import io.qameta.allure.SeverityLevel;
import io.qameta.allure.model.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllureLabelsTest {

    private static Scenario tagged(String... tags) {
        Scenario demo = SampleRun.scenario(Map.of());
        return new Scenario(
                demo.name(),
                demo.description(),
                List.of(tags),
                demo.traffic(),
                demo.load(),
                demo.phases(),
                demo.pipeline(),
                demo.bootstrapServers(),
                demo.topics(),
                demo.producerProperties(),
                demo.timeouts(),
                demo.thresholds(),
                demo.capacity(),
                demo.comparison());
    }

    @Test
    void aScenarioIsListedByPipelineTrafficSeverityAndTags() {
        assertThat(AllureLabels.labels(tagged("baseline", "nightly")))
                .extracting(label -> label.getName() + "=" + label.getValue())
                .containsExactly(
                        "epic=Streaming pipeline performance",
                        "feature=spark pipeline",
                        "story=uniform traffic",
                        "severity=critical",
                        "tag=baseline",
                        "tag=nightly");
    }

    @Test
    void theGatesDefaultChoiceIsCriticalUnlessATagSaysMore() {
        assertThat(AllureLabels.severity(tagged())).isEqualTo(SeverityLevel.NORMAL);
        assertThat(AllureLabels.severity(tagged("baseline"))).isEqualTo(SeverityLevel.CRITICAL);
        assertThat(AllureLabels.severity(tagged("baseline", "blocker"))).isEqualTo(SeverityLevel.BLOCKER);
        assertThat(AllureLabels.severity(tagged("minor"))).isEqualTo(SeverityLevel.MINOR);
    }

    @Test
    void onlyParametersThatMatterAreShownAndNoneMakesItAnotherTest() {
        Scenario fast = SampleRun.scenario(Map.of("eventsPerProducer", "20000", "producers", "2", "window", "500ms"));

        assertThat(AllureLabels.parameters(fast))
                .extracting(Parameter::getName, Parameter::getValue)
                .containsExactly(
                        tuple("model", "uniform"), tuple("rate", "2 x 20,000 events/s"), tuple("window", "500 ms"));
        assertThat(AllureLabels.parameters(fast)).allMatch(Parameter::getExcluded);
    }
}

package io.adpipeline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.compare.ComparisonPlan;
import io.adpipeline.compare.Side;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioProviderTest {

    private static final Scenario SCENARIO = SampleRun.scenario(Map.of());

    private static PerfSettings settings(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        return PerfSettings.of(properties);
    }

    private static String eventsTopic(Map<String, String> settings) {
        return ScenarioProvider.withPrefix(SCENARIO, settings(settings))
                .topics()
                .events();
    }

    @Test
    void aHeavyLoadOnAKafkaOfOthersNeedsConsent() {
        Scenario heavy = SampleRun.scenario(Map.of("eventsPerProducer", "100001"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioProvider.requireConsent(heavy, settings(Map.of("perf.kafka", "there:9092"))))
                .withMessage(
                        "scenario 'demo' sends 100,001 events/s, and others may use that Kafka: say -Dperf.yes=true");
        for (Map<String, String> allowed :
                List.of(Map.of("perf.kafka", "there:9092", "perf.yes", "true"), Map.of("perf.kafka", "embedded"))) {
            assertThatNoException().isThrownBy(() -> ScenarioProvider.requireConsent(heavy, settings(allowed)));
        }
        assertThatNoException()
                .isThrownBy(
                        () -> ScenarioProvider.requireConsent(SCENARIO, settings(Map.of("perf.kafka", "there:9092"))));
    }

    @Test
    void onAKafkaOfOthersTopicsHaveAPrefix() {
        assertThat(eventsTopic(Map.of("perf.kafka", "there:9092"))).matches("adpipeline-[0-9a-f]{8}-events_spark");
        assertThat(eventsTopic(Map.of("perf.kafka", "there:9092", "perf.topic.prefix", "team-")))
                .isEqualTo("team-events_spark");
        assertThat(eventsTopic(Map.of("perf.kafka", "embedded"))).isEqualTo("events_spark");
    }

    /** A threshold must be given: here each side has it from outside. */
    @Test
    void aScenarioThatIsWholeWithTheKeysOfItsSidesIsCompared(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("open.yaml"), "traffic: {model: poisson}\n");

        List<ComparisonPlan> plans = ScenarioProvider.plans(settings(Map.of(
                "perf.scenarios", "open",
                "perf.scenarios.dir", folder.toString(),
                "perf.compare.a.slo.perEvent.p90", "1s",
                "perf.compare.b.slo.perEvent.p90", "2s")));

        assertThat(plans)
                .singleElement()
                .satisfies(
                        plan -> assertThat(plan.scenarios().get(Side.B).name()).isEqualTo("open"));
    }
}

package io.adpipeline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.run.SampleRun;
import io.adpipeline.scenario.Scenario;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ScenarioProviderTest {

    private static final Scenario SCENARIO = SampleRun.scenario(Map.of());

    private static String eventsTopic(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        return ScenarioProvider.withPrefix(SCENARIO, PerfSettings.of(properties))
                .topics()
                .events();
    }

    @Test
    void onAKafkaOfOthersTopicsHaveAPrefix() {
        assertThat(eventsTopic(Map.of("perf.kafka", "there:9092"))).matches("adpipeline-[0-9a-f]{8}-events_spark");
        assertThat(eventsTopic(Map.of("perf.kafka", "there:9092", "perf.topic.prefix", "team-")))
                .isEqualTo("team-events_spark");
        assertThat(eventsTopic(Map.of("perf.kafka", "embedded"))).isEqualTo("events_spark");
    }
}

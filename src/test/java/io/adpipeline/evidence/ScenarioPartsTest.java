package io.adpipeline.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.run.RunOptions;
import io.adpipeline.run.SampleOptions;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioPartsTest {

    @ParameterizedTest
    @CsvSource({"60s, 86400000", "24h, 345600000"})
    void recordsAreDroppedAfterADayOrFourTimesTheRun(String duration, long leastRetentionMs) {
        Scenario scenario = SampleRun.scenario(Map.of("duration", duration));

        String retention =
                ScenarioParts.topicLayout(scenario, "events").config().get("retention.ms");

        assertThat(Long.parseLong(retention)).isBetween(leastRetentionMs, leastRetentionMs + 1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"append, LogAppendTime", "receipt,"})
    void resultsThatAreTimedByTheirReceiptTakeTheTimesOfTheCluster(String resultTime, String timestampType) {
        Scenario scenario = SampleRun.scenario(Map.of("resultTime", resultTime));
        String results = scenario.topics().results();

        assertThat(ScenarioParts.topicLayout(scenario, results).config().get("message.timestamp.type"))
                .isEqualTo(timestampType);
        assertThat(ScenarioParts.topics(scenario))
                .allSatisfy(name -> assertThat(
                                ScenarioParts.topicLayout(scenario, name).config())
                        .satisfies(config -> {
                            if (!name.equals(results)) {
                                assertThat(config).containsEntry("message.timestamp.type", "LogAppendTime");
                            }
                        }));
    }

    @ParameterizedTest
    @CsvSource({
        "auto, there:9092",
        "embedded, ''",
        "testcontainers, ''",
        "here:9092, here:9092",
    })
    void theKafkaThatTheCallerNamesWinsOverTheFile(String asked, String servers) {
        Scenario scenario = SampleRun.scenario(Map.of("bootstrapServers", "there:9092"));
        RunOptions options = SampleOptions.of(asked, Map.of(), Path.of("perf"), true);

        assertThat(options.brokerFor(scenario).bootstrapServers()).isEqualTo(servers);
    }

    @Test
    void credentialsAreNotSentToAKafkaThatOnlyAFileNames() {
        Scenario scenario = SampleRun.scenario(Map.of("bootstrapServers", "there:9092"));
        RunOptions options = SampleOptions.of("auto", Map.of("sasl.mechanism", "PLAIN"), Path.of("perf"), false);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.brokerFor(scenario))
                .withMessageContaining("say -Dperf.kafka=there:9092 if they are for it");
    }

    @Test
    void topicsThatSomebodyHasNamedAreCalledSo() {
        Scenario scenario = SampleRun.scenario(Map.of("topics.results", "mine"));
        Optional<String> prefix = Optional.of("p-");

        assertThat(scenario.withTopicPrefix(prefix, Set.of()).topics())
                .extracting(Scenario.Topics::events, Scenario.Topics::results)
                .containsExactly("p-events_spark", "mine");
        assertThat(scenario.withTopicPrefix(prefix, Set.of("topics.events"))
                        .topics()
                        .events())
                .isEqualTo("events_spark");
    }
}

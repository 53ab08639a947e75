package io.adpipeline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.broker.BrokerChoice.Kind;
import io.adpipeline.broker.BrokerSettings;
import io.adpipeline.compare.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerfSettingsTest {

    private static PerfSettings of(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return PerfSettings.of(properties);
    }

    @Test
    void withoutAnyTheBaselineRunsOnWhateverKafkaCanBeHad() {
        PerfSettings settings = of();

        assertThat(settings.scenariosDirectory()).isEqualTo(Path.of("src/test/resources/scenarios"));
        assertThat(settings.selection().names()).isEmpty();
        assertThat(settings.selection().tags()).containsExactly("baseline");
        assertThat(settings.overrides()).isEmpty();
        assertThat(settings.options().broker().kind()).isEqualTo(Kind.AUTO);
        assertThat(settings.options().kafkaImage()).isEqualTo(BrokerSettings.DEFAULT_IMAGE);
        assertThat(settings.options().resultsDirectory()).isEqualTo(Path.of("target/perf"));
        assertThat(settings.options().pipelineSettings()).isEmpty();
        assertThat(settings.options().clientProperties()).isEmpty();
        assertThat(settings.options().clearTopics()).isFalse();
        assertThat(settings.history()).isEmpty();
        assertThat(settings.reportUrl()).isEmpty();
    }

    @Test
    void everySettingThatTheDocumentsNameIsOne() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path document : List.of(Path.of("README.md"), Path.of("docs/COMMANDS.md"), Path.of("docs/ci.md"))) {
            Pattern.compile("-D(perf\\.[a-z.]+[a-z])")
                    .matcher(Files.readString(document))
                    .results()
                    .map(setting -> setting.group(1))
                    .filter(setting ->
                            !setting.startsWith("perf.set") && !setting.matches("perf\\.compare\\.[ab](\\..*)?"))
                    .forEach(named::add);
        }

        assertThat(PerfSettings.KNOWN).containsAll(named);
        assertThat(named).containsAll(PerfSettings.KNOWN);
    }

    @Test
    void everySettingArrives() {
        PerfSettings settings = of(
                "perf.scenarios",
                "mmpp,uni*",
                "perf.tags",
                "a,b",
                "perf.scenarios.dir",
                "loads",
                "perf.kafka",
                "broker:9092",
                "perf.kafka.image",
                "apache/kafka:4.1.0",
                "perf.spark.master",
                "local[3]",
                "perf.results.dir",
                "out",
                "perf.clear",
                "true",
                "perf.yes",
                "true",
                "perf.heap",
                "3g",
                "perf.profile",
                "true",
                "perf.commit",
                "abc",
                "perf.history.dir",
                "kept",
                "perf.report.url",
                "https://reports/1",
                "perf.compare.base",
                "origin/main");

        assertThat(settings.selection().names()).containsExactly("mmpp", "uni*");
        assertThat(settings.selection().tags()).containsExactly("a", "b");
        assertThat(settings.scenariosDirectory()).isEqualTo(Path.of("loads"));
        assertThat(settings.options().broker().bootstrapServers()).isEqualTo("broker:9092");
        assertThat(settings.options().kafkaImage()).isEqualTo("apache/kafka:4.1.0");
        assertThat(settings.options().pipelineSettings()).isEqualTo(Map.of("spark.master", "local[3]"));
        assertThat(settings.options().resultsDirectory()).isEqualTo(Path.of("out"));
        assertThat(settings.options().clearTopics()).isTrue();
        assertThat(settings.options().profile()).isTrue();
        assertThat(settings.consent()).isTrue();
        assertThat(settings.history()).hasValue(Path.of("kept"));
        assertThat(settings.reportUrl()).hasValue("https://reports/1");
    }

    @Test
    void scenarioKeysArePassedOn() {
        assertThat(of(
                                "perf.set.duration",
                                "20s",
                                "perf.set.slo.endToEnd.p90",
                                "1ms",
                                "perf.kafka",
                                "embedded",
                                "user.name",
                                "x")
                        .overrides())
                .isEqualTo(Map.of("duration", "20s", "slo.endToEnd.p90", "1ms"));
    }

    @Test
    void theTwoSidesOfAComparisonHaveKeysOfTheirOwnOverThoseOfBoth() {
        Properties properties = new Properties();
        properties.setProperty("perf.set.duration", "20s");
        properties.setProperty("perf.compare.b.duration", "30s");
        properties.setProperty("perf.compare.a.trigger", "1s");
        PerfSettings settings = PerfSettings.of(properties);

        assertThat(settings.overrides()).isEqualTo(Map.of("duration", "20s"));
        assertThat(settings.overrides(Side.A)).isEqualTo(Map.of("duration", "20s", "trigger", "1s"));
        assertThat(settings.overrides(Side.B)).isEqualTo(Map.of("duration", "30s"));
        assertThat(settings.comparison())
                .isEqualTo(Map.of(Side.A, Map.of("trigger", "1s"), Side.B, Map.of("duration", "30s")));
        assertThat(PerfSettings.of(new Properties()).comparison()).isEmpty();
        assertThat(settings.property(Side.B, "duration")).isEqualTo("-Dperf.compare.b.duration");
        assertThat(settings.property(Side.A, "duration")).isEqualTo("-Dperf.set.duration");
    }

    @Test
    void aKeyOfASideReplacesItsOtherSpellingsAndWhatCannotStandBesideIt() {
        Properties properties = new Properties();
        properties.setProperty("perf.set.pipeline.name", "spark");
        properties.setProperty("perf.set.warmup", "1m");
        properties.setProperty("perf.compare.a.pipeline.command", "[job]");
        properties.setProperty("perf.compare.b.pipeline", "mine");
        properties.setProperty("perf.compare.b.warmup.atMost", "90s");
        PerfSettings settings = PerfSettings.of(properties);

        assertThat(settings.overrides(Side.A)).isEqualTo(Map.of("pipeline.command", "[job]", "warmup", "1m"));
        assertThat(settings.overrides(Side.B)).isEqualTo(Map.of("pipeline", "mine", "warmup.atMost", "90s"));
    }

    @Test
    void aRevisionToCompareWithIsAComparisonOfItsOwn() {
        assertThat(of("perf.compare.base", "origin/main").base()).hasValue("origin/main");
        assertThat(of("perf.compare.base", "origin/main").comparison())
                .isEqualTo(Map.of(Side.A, Map.of(), Side.B, Map.of()));
        assertThat(PerfSettings.of(new Properties()).base()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"perf.scenario", "perf.Tags", "perf.kafka.images", "perf.", "perf.setduration"})
    void anUnknownSettingIsAnErrorThatListsTheKnownOnes(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(name, "x"))
                .withMessage(
                        "-D" + name + " is not a setting; there are -Dperf.scenarios, -Dperf.tags,"
                                + " -Dperf.scenarios.dir, -Dperf.kafka, -Dperf.kafka.image, -Dperf.kafka.config,"
                                + " -Dperf.spark.master, -Dperf.results.dir, -Dperf.clear, -Dperf.yes, -Dperf.topic.prefix, -Dperf.commit, -Dperf.heap,"
                                + " -Dperf.profile, -Dperf.history.dir, -Dperf.report.url, -Dperf.compare.base and -Dperf.set.KEY, -Dperf.compare.a.KEY, -Dperf.compare.b.KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "TRUE", "1", " true"})
    void clearIsTrueOrFalse(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("perf.clear", value))
                .withMessage("-Dperf.clear must be true or false, was '" + value + "'");
        assertThat(of("perf.clear", "false").options().clearTopics()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"perf.results.dir", "perf.scenarios.dir", "perf.history.dir", "perf.kafka.config"})
    void aTildeThatNoShellHasReadIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(name, "~/there"))
                .withMessageContaining("-D%s: only the shell replaces '~'".formatted(name))
                .withMessageContaining("write '%s/there'".formatted(System.getProperty("user.home")));
    }

    @Test
    void aKafkaThatIsNoneIsRefusedWithTheNameOfTheSetting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("perf.kafka", "podman"))
                .withMessageContainingAll("-Dperf.kafka", "auto, testcontainers, embedded or HOST:PORT", "'podman'");
    }

    @Test
    void clientPropertiesComeFromTheirFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), "sasl.mechanism=PLAIN\n");

        assertThat(of("perf.kafka.config", file.toString()).options().clientProperties())
                .isEqualTo(Map.of("sasl.mechanism", "PLAIN"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("perf.kafka.config", file + ".old"))
                .withMessage(file + ".old: the file with Kafka client properties is missing");
    }

    @Test
    void everySettingStandsInTheTableOfOptions() throws IOException {
        String table = Files.readString(Path.of("docs/COMMANDS.md"));

        assertThat(PerfSettings.KNOWN).allSatisfy(name -> assertThat(table).contains("\n| `-D" + name + "="));
    }

    /** As a variable of CI that is not set gives one: an empty path would be the project's folder. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "perf.results.dir",
                "perf.scenarios.dir",
                "perf.history.dir",
                "perf.report.url",
                "perf.kafka",
                "perf.kafka.image",
                "perf.kafka.config",
                "perf.spark.master",
                "perf.heap"
            })
    void anEmptyValueIsRefused(String setting) {
        for (String empty : List.of("", " ")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> of(setting, empty))
                    .withMessage("-D%s must not be empty".formatted(setting));
        }
    }
}

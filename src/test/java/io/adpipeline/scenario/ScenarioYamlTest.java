package io.adpipeline.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioYamlTest {

    private static final String SMALLEST = "traffic: {model: even}\nslo: {endToEnd: {p90: 2s}}\n";

    @TempDir
    private Path directory;

    private Scenario parse(String yaml) throws IOException {
        return EvenModel.parser("even").parse(Files.writeString(directory.resolve("some.yaml"), yaml), Map.of());
    }

    @Test
    void everyDefaultIsWrittenOut() throws IOException {
        assertThat(ScenarioYaml.write(parse(SMALLEST))).isEqualTo("""
                description: ''
                tags: []
                pipeline: spark
                traffic:
                  model: even
                producers: 2
                eventsPerProducer: 20000
                campaigns: 10
                adsPerCampaign: 100
                strictRate: false
                warmup:
                  atMost: 90s
                duration: 60s
                tail: 5500ms
                window: 10s
                watermark: 500ms
                outputMode: update
                resultTime: append
                trigger: 0s
                allowReplays: false
                topics:
                  events: events_spark
                  results: results_spark
                  partitions: 2
                  replication: 1
                producer: {}
                settings: {}
                timeouts:
                  ready: 90s
                  drain: 60s
                slo:
                  endToEnd:
                    p90: 2s
                  scheduleLag:
                    p99: 50ms
                  delivered:
                    share: 99%
                  backlog:
                    growth: 5%
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "description: 'colon: hash # quote '' \"'\n",
                "description: |\n  two\n  lines\n",
                "description: 'null'\n",
                "description: '12'\n",
                "description: \"tab\\t and \\u00e9 \\U0001F600\"\n",
                "tags: ['1', 'true', a-b]\n",
                "eventsPerProducer: 0.1\nseed: -9223372036854775808\n",
                "eventsPerProducer: 1e6\n",
                "warmup: {atMost: 55s}\n",
                "warmup: 0s\nduration: 90500ms\nwindow: 7ms\ntail: 8760h\n",
                "outputMode: append\nresultTime: receipt\ntrigger: 1s\nbootstrapServers: 'a:1,[::1]:2'\n",
                "producer: {linger.ms: 5, acks: all, compression.type: 'none'}\n",
                "settings: {a: '007', b: 1.50, c: '1.5', d: 'yes', e: '', f: ' x ', g: 'null', h: '~', i: '-1', j: '1e3',"
                        + " k: '0x1', l: '{', m: '*a', n: 'NaN', o: '-0', p: '+1', q: '1_0', r: '.5'}\n",
                "topics: {events: '1', results: '1.5', partitions: 3, replication: 2}\n",
                "capacity: {from: 1, to: 3}\nproducers: 3\n",
                "capacity: {from: 0.3, to: 1e6, settle: 0s, trial: 10500ms, confirm: 1h, atLeast: 40000}\n",
            })
    void whatIsWrittenReadsBackEqual(String more) throws IOException {
        Scenario scenario = parse(SMALLEST + more);

        assertThat(parse(ScenarioYaml.write(scenario))).isEqualTo(scenario);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "endToEnd: {p50: 0.5ms, p90: 1234ms, p99: 1h}",
                "eventTime: {max: 0.000001ms}",
                "endToEnd: {mean: 600.000007ms}",
                "backlog: {max: 999999999999999, growth: 0.125%}",
                "endToEnd: {p90: 1s}\n  scheduleLag: {p50: 1ms}\n  delivered: {share: 99.95%}"
            })
    void thresholdsReadBackEqual(String limits) throws IOException {
        Scenario scenario = parse("traffic: {model: even, gap: 0.10}\nslo:\n  " + limits + "\n");

        assertThat(parse(ScenarioYaml.write(scenario))).isEqualTo(scenario);
    }

    /** What is written of a scenario. */
    private Entries written(String yaml) throws IOException {
        Entries written = new Entries(directory, key -> key, new Problems());
        written.read(YamlDocument.read(
                Files.writeString(directory.resolve("written.yaml"), ScenarioYaml.write(parse(yaml)))));
        return written;
    }

    /** What is written of a key, in the first of these scenarios that has it. */
    private Optional<Entry> written(ScenarioKey<?> key, String... yamls) throws IOException {
        for (String yaml : yamls) {
            Optional<Entry> entry = written(yaml).get(key.path());
            if (entry.isPresent()) {
                return entry;
            }
        }
        return Optional.empty();
    }

    private static final String OTHER_COMPARISON =
            "compare: {statistic: cpu, allow: 1, notice: 2, budget: 1h, warmup: 1s, settle: 1s, block: 1s, undecidedPasses: true,"
                    + " build: [make], classpath: [a.jar]}";

    @Test
    void everyListedKeyIsWritten() throws IOException {
        assertThat(ScenarioKeys.all()).hasSizeGreaterThan(20);
        for (ScenarioKey<?> key : ScenarioKeys.all()) {
            if (!key.isGroup()) {
                assertThat(written(
                                key,
                                SMALLEST + "bootstrapServers: a:1\nseed: 3\n",
                                SMALLEST + "warmup: {atMost: 1m}",
                                SMALLEST + "capacity: {from: 1, to: 9, atLeast: 2}",
                                SMALLEST + OTHER_COMPARISON,
                                SMALLEST + "pipeline: {classpath: [a.jar]}",
                                SMALLEST + "pipeline: {command: [a], directory: b, consumerGroup: c}"))
                        .as(key.path())
                        .isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pipeline: mine",
                "pipeline: {name: mine, classpath: [a.jar, 'b c']}",
                "pipeline:\n  command: [python3, '5', 'a b', '${window.ms}']",
                "pipeline: {command: [a], directory: b, consumerGroup: c, environment: {N: 5, X: '${settings.y}'}}\nsettings: {y: z}"
            })
    void pipelinesReadBackEqual(String pipeline) throws IOException {
        Scenario scenario = parse(SMALLEST + pipeline + "\n");

        assertThat(parse(ScenarioYaml.write(scenario))).isEqualTo(scenario);
    }

    @Test
    void aCommandFromOutsideTakesThePlaceOfAPipelineThatIsNamed() throws IOException {
        List<String> words = List.of("python3", "a b", "5", "x,y", "it's \"so\"", "${window.ms}");
        Path file = Files.writeString(directory.resolve("job.yaml"), SMALLEST + "pipeline: spark\n");

        Scenario scenario = EvenModel.parser("even").parse(file, Map.of("pipeline.command", ScenarioYaml.line(words)));

        assertThat(scenario.pipeline().command().orElseThrow().words()).isEqualTo(words);
    }

    @Test
    void aPipelineThatIsNamedFromOutsideTakesThePlaceOfACommand() throws IOException {
        Path file =
                Files.writeString(directory.resolve("job.yaml"), SMALLEST + "pipeline: {command: [a], directory: b}\n");

        Scenario scenario = EvenModel.parser("even").parse(file, Map.of("pipeline", "spark"));

        assertThat(scenario.pipeline().name()).isEqualTo("spark");
        assertThat(scenario.pipeline().command()).isEmpty();
    }

    @Test
    void aSearchWritesWhatItTakesInPlaceOfRateAndDuration() throws IOException {
        assertThat(ScenarioYaml.write(parse(SMALLEST + "capacity: {from: 20000, to: 240000}")))
                .contains("""
                        capacity:
                          from: 20000
                          to: 240000
                          settle: 5s
                          trial: 20s
                          confirm: 60s
                        """)
                .doesNotContain("eventsPerProducer")
                .doesNotContain("duration");
    }

    @Test
    void theListedDefaultsAreThoseThatStand() throws IOException {
        for (ScenarioKey<?> key : ScenarioKeys.all()) {
            if (key.path().startsWith("compare.")) { // not written where they have their default
                assertThat(written(key, SMALLEST)).as(key.path()).isEmpty();
            } else if (key.fallback().isPresent()) {
                Optional<Entry> entry = written(key, SMALLEST, SMALLEST + "capacity: {from: 1, to: 2}");
                String shown = entry.flatMap(Entry::text)
                        .orElseGet(() -> entry.orElseThrow().shown());
                assertThat(shown).as(key.path()).isEqualTo(key.defaultText());
            }
        }
    }

    @Test
    void everyKeySaysWhatItTakesAndIsFor() {
        assertThat(ScenarioKeys.all()).allSatisfy(key -> {
            assertThat(key.allowed()).isNotBlank();
            assertThat(key.meaning()).endsWith(".");
        });
        assertThat(ScenarioKeys.all()).extracting(ScenarioKey::path).doesNotHaveDuplicates();
    }
}

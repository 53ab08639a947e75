package io.adpipeline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenScenariosTest {

    private static final Path DIRECTORY = Path.of("src/test/resources/broken-scenarios");
    private static final String TOP_KEYS =
            String.join(", ", Entries.knownBelow("").orElseThrow());
    private static final String PRODUCERS = "a whole number from 1 to 400";
    private static final String ADS = "a whole number from 1 to 400000";
    private static final String RATE = "a number of events per second above 0, at most 1000000";
    private static final String UNITS = "8760h in whole ms, with a unit (ms, s, m or h), as in 500ms or 60s";
    private static final String LIMIT = "a duration above 0 with a unit (ms, s, m or h), as in 500ms or 2s";
    private static final String MODEL = "traffic.model must be the name of a traffic model (even, odd)";
    private static final String PIPELINE_THRESHOLD = "slo must be at least one threshold on the pipeline"
            + " (perEvent, endToEnd, eventTime, windowClose, backlog), as in {perEvent: {p90: 2s}}";
    private static final String PLACEHOLDERS = "must be a text with known placeholders (bootstrapServers, kafkaConfig,"
            + " outputMode, topics.events, topics.results, trigger.ms, watermark.ms, window.ms, workDirectory,"
            + " settings.<name>), was '%s${topics.event}'; did you mean 'topics.events'?";
    private static final String PERCENT = "a percentage above 0 and at most 1000, without its sign";
    private static final String NO_CREDENTIALS =
            "left out: scenarios are written into results and hold no credentials, was set";

    /** File and line, or the file alone, then the rest of the message. */
    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        "unknown-key:2",
                        "windw must be a known key (" + TOP_KEYS + "), was 'windw';" + " did you mean 'window'?"),
                Arguments.of(
                        "unknown-nested-key:2",
                        "topics.event must be a known key"
                                + " (events, results, partitions, replication), was 'event'; did you mean 'events'?"),
                Arguments.of(
                        "key-out-of-its-group:2",
                        "partitions must be a known key (" + TOP_KEYS + "),"
                                + " was 'partitions'; did you mean 'topics.partitions'?"),
                Arguments.of(
                        "control-character:2",
                        "description must be a text without control characters, was 'a \ufffd[31mred'"),
                Arguments.of("wrong-type:2", "producers must be " + PRODUCERS + ", was [1, 2]"),
                Arguments.of("not-a-number:2", "campaigns must be " + ADS + ", was 'ten'"),
                Arguments.of("negative-rate:2", "eventsPerProducer must be " + RATE + ", was '-1'"),
                Arguments.of("endless-rate:2", "eventsPerProducer must be " + RATE + ", was '.inf'"),
                Arguments.of(
                        "zero-producers:2",
                        "producers must be " + PRODUCERS + ", was '0'; a rate is eventsPerProducer"),
                Arguments.of(
                        "too-many-ads:2",
                        "campaigns must be at most 400000 ads in all, campaigns times adsPerCampaign, was 1000 times 401"),
                Arguments.of(
                        "events-topic-of-kafka:2",
                        "topics.events must be no topic of Kafka's own (__...), was '__mine'"),
                Arguments.of(
                        "results-topic-of-kafka:2",
                        "topics.results must be no topic of Kafka's own (__...), was '__mine'"),
                Arguments.of(
                        "producer-serializer:2",
                        "producer.key.serializer must be left out: the generator writes bytes, was set"),
                Arguments.of("comparison-that-allows-nothing:2", "compare.allow must be " + PERCENT + ", was '0'"),
                Arguments.of("comparison-that-allows-all:2", "compare.notice must be " + PERCENT + ", was '1001'"),
                Arguments.of("count-beyond-int:2", "adsPerCampaign must be " + ADS + ", was '2147483648'"),
                Arguments.of(
                        "seed-beyond-long:2",
                        "seed must be a whole number from -9223372036854775808"
                                + " to 9223372036854775807, was '9223372036854775808'"),
                Arguments.of(
                        "warmup-of-two-kinds:2",
                        "warmup.fixed must be left out: warmup.atMost says how long, was '30s'"),
                Arguments.of(
                        "warmup-too-short-to-end:2",
                        "warmup.atMost must be a duration of 25s to " + UNITS + ", was '20s'"),
                Arguments.of(
                        "search-with-warmup-that-ends:3",
                        "warmup.atMost must be left out in a search for capacity: its trials have no warm-up that ends"
                                + " itself, was '60s'"),
                Arguments.of(
                        "duration-without-unit:2",
                        "warmup.fixed must be a duration of 0s to " + UNITS + ", was '30'; it has no unit"),
                Arguments.of(
                        "duration-of-parts-of-ms:2", "window must be a duration of 1ms to " + UNITS + ", was '1.5ms'"),
                Arguments.of("zero-window:2", "window must be a duration of 1ms to " + UNITS + ", was '0s'"),
                Arguments.of("duration-below-window:2", "duration must be at least one window (10s), was 5s"),
                Arguments.of(
                        "tail-below-watermark:3",
                        "tail must be longer than the watermark (1s) in append mode,"
                                + " or the last windows never come, was 1s"),
                Arguments.of(
                        "wrong-output-mode:2",
                        "outputMode must be update or append, was 'updated';" + " did you mean 'update'?"),
                Arguments.of(
                        "illegal-topic:3",
                        "topics.events must be a Kafka topic name, 1 to 249 of"
                                + " [a-zA-Z0-9._-], was 'events/spark'"),
                Arguments.of(
                        "same-topics:4",
                        "topics.results must be another topic than topics.events"
                                + " (to Kafka . and _ are alike), was 'ad_events'"),
                Arguments.of(
                        "zero-replication:2",
                        "topics.replication must be a whole number from 1 to 32767," + " was '0'"),
                Arguments.of(
                        "bad-bootstrap-servers:2",
                        "bootstrapServers must be host:port[,host:port…]," + " was 'localhost'"),
                Arguments.of(
                        "port-out-of-range:2",
                        "bootstrapServers must be host:port[,host:port…]," + " was 'a:9092,b:65536'"),
                Arguments.of(
                        "repeated-tag:2",
                        "tags must be a list of different names of [a-zA-Z0-9._-],"
                                + " as in [baseline, nightly], was [nightly, nightly]"),
                Arguments.of(
                        "tag-as-text:2",
                        "tags must be a list of different names of [a-zA-Z0-9._-],"
                                + " as in [baseline, nightly], was 'nightly'"),
                Arguments.of(
                        "no-value:2",
                        "pipeline.name must be the name of a pipeline, without blanks (a command is pipeline.command, a list), was nothing"),
                Arguments.of(
                        "command-as-text:2",
                        "pipeline.command must be a list of texts, a program and its arguments, as in [python3, job.py], was 'python3 job.py'"),
                Arguments.of(
                        "command-and-name:2",
                        "pipeline.name must be left out: pipeline.command says which pipeline it is, was 'spark'"),
                Arguments.of(
                        "command-as-name:2",
                        "pipeline.name must be the name of a pipeline, without blanks (a command is pipeline.command, a list), was 'python3 job.py'"),
                Arguments.of(
                        "placeholder-without-quotes:2",
                        "the file must be YAML, was broken: expected ',' or ']', but got {; a placeholder in a list is written in quotes, as in '${topics.events}'"),
                Arguments.of(
                        "command-with-secret:2",
                        "pipeline.environment.API_TOKEN must be left out: scenarios are written into results and hold no credentials, was set"),
                Arguments.of(
                        "class-path-with-command:2",
                        "pipeline.classpath must be left out: pipeline.command is no pipeline of Java, was [a.jar, b.jar]"),
                Arguments.of(
                        "directory-without-command:2",
                        "pipeline.directory must be left out without pipeline.command, was a text"),
                Arguments.of(
                        "command-as-text-with-environment:2",
                        "pipeline.command must be a list of texts, a program and its arguments, as in [python3, job.py], was 'python3 job.py'"),
                Arguments.of("unknown-placeholder:2", "pipeline.command " + PLACEHOLDERS.formatted("--in=")),
                Arguments.of(
                        "unknown-placeholder-in-group:2", "pipeline.consumerGroup " + PLACEHOLDERS.formatted("of-")),
                Arguments.of(
                        "unknown-placeholder-in-environment:2",
                        "pipeline.environment.IN " + PLACEHOLDERS.formatted("")),
                Arguments.of(
                        "command-of-nothing:2",
                        "pipeline.command must be a list of texts, a program and its arguments, as in [python3, job.py], was []"),
                Arguments.of("no-model:1", MODEL + ", was missing"),
                Arguments.of("no-traffic", MODEL + ", was missing"),
                Arguments.of("unknown-model:1", MODEL + ", was 'evn'; did you mean 'even'?"),
                Arguments.of(
                        "unknown-model-parameter:3",
                        "traffic.gaps must be a parameter of even (gap), was 'gaps';" + " did you mean 'gap'?"),
                Arguments.of("model-parameter-out-of-range:3", "traffic.gap must be a number from 0, was '-5'"),
                Arguments.of("no-threshold", PIPELINE_THRESHOLD + ", was none"),
                Arguments.of("no-threshold-on-the-pipeline:2", PIPELINE_THRESHOLD + ", was none"),
                Arguments.of(
                        "unknown-metric:3",
                        "slo.endtoend must be a known key (perEvent, endToEnd, eventTime, windowClose,"
                                + " scheduleLag, delivered, backlog), was 'endtoend'; did you mean 'endToEnd'?"),
                Arguments.of(
                        "unknown-statistic:4",
                        "slo.endToEnd.p89 must be a known key (mean, p50, p90, p95, p99,"
                                + " p999, max), was 'p89'; did you mean 'p99'?"),
                Arguments.of(
                        "threshold-without-unit:3",
                        "slo.endToEnd.p90 must be " + LIMIT + ", was '2';" + " it has no unit"),
                Arguments.of("threshold-that-does-not-parse:3", "slo.endToEnd.p90 must be " + LIMIT + ", was 'fast'"),
                Arguments.of(
                        "share-above-100:4",
                        "slo.delivered.share must be a percentage above 0% and up to 100%," + " as in 99%, was '101%'"),
                Arguments.of("threshold-as-list:3", "slo.endToEnd.p90 must be " + LIMIT + ", was [2s]"),
                Arguments.of(
                        "metric-without-statistic:2",
                        "slo.endToEnd must be a mapping, as in {key: value}," + " was '2s'"),
                Arguments.of("slo-as-text:2", "slo must be a mapping, as in {key: value}, was '2s'"),
                Arguments.of(
                        "unknown-producer-property:2",
                        "producer.linger.msec must be a Kafka producer property,"
                                + " was 'linger.msec'; did you mean 'linger.ms'?"),
                Arguments.of(
                        "producer-value-kafka-refuses:2",
                        "producer.linger.ms must be a value that Kafka takes,"
                                + " was 'soon'; Invalid value soon for configuration linger.ms:"
                                + " Not a number of type LONG"),
                Arguments.of(
                        "producer-without-acknowledgement:2",
                        "producer.acks must be all: with anything else it is not"
                                + " known which events the pipeline has to count, was '1'"),
                Arguments.of(
                        "producer-without-idempotence:2",
                        "producer.enable.idempotence must be true: with anything"
                                + " else it is not known which events the pipeline has to count, was 'false'"),
                Arguments.of(
                        "producer-connection:2",
                        "producer.sasl.jaas.config must be left out:" + " it belongs to the connection, was set"),
                Arguments.of(
                        "setting-credential:2", "settings.spark.hadoop.fs.s3a.secret.key must be " + NO_CREDENTIALS),
                Arguments.of("setting-as-mapping:2", "settings.spark must be a text or a number, was a mapping"),
                Arguments.of("search-without-from:3", "capacity.from must be " + RATE + ", was missing"),
                Arguments.of(
                        "search-with-duration:3",
                        "duration must be left out in a search for capacity:"
                                + " capacity.trial and capacity.confirm say how long, was '60s'"),
                Arguments.of(
                        "search-with-rate:3",
                        "eventsPerProducer must be left out in a search for capacity:"
                                + " capacity.from and capacity.to say how much, was '5'"),
                Arguments.of("search-downwards:3", "capacity.to must be above capacity.from (240000), was 20000"),
                Arguments.of(
                        "search-for-more-than-it-tries:3",
                        "capacity.atLeast must be from capacity.from to"
                                + " capacity.to (20000 to 240000), was 240001"),
                Arguments.of("search-with-short-trials:3", "capacity.trial must be at least one window (10s), was 5s"),
                Arguments.of(
                        "search-with-short-confirmation:3",
                        "capacity.confirm must be at least as long as a trial" + " (20s), was 15s"),
                Arguments.of(
                        "search-with-unknown-key:3",
                        "capacity.upto must be a known key (from, to, settle, trial,"
                                + " confirm, atLeast), was 'upto'"),
                Arguments.of("comparison-without-room:3", "compare.notice must be above compare.allow (5), was 5"),
                Arguments.of(
                        "duplicate-key:4",
                        "window must be written once, was written before, at " + DIRECTORY.resolve("duplicate-key.yaml")
                                + ":2"),
                Arguments.of(
                        "duplicate-nested-key:3",
                        "slo.endToEnd.p90 must be written once, was written before, at "
                                + DIRECTORY.resolve("duplicate-nested-key.yaml") + ":3"),
                Arguments.of("two-documents:4", "the file must be a single YAML document, was a second one"),
                Arguments.of("empty", "the file must be one YAML mapping of scenario keys, was empty"),
                Arguments.of("only-a-comment", "the file must be one YAML mapping of scenario keys, was empty"),
                Arguments.of("a-list:1", "the file must be one YAML mapping of scenario keys, was a list"),
                Arguments.of("tabs:3", "the file must be YAML, indented with spaces, was indented with a tab"),
                Arguments.of("anchor:3", "slo.endToEnd must be written out, without anchors and aliases, was &limits"),
                Arguments.of(
                        "alias-without-anchor:2",
                        "the file must be YAML, was broken:" + " found undefined alias limits"),
                Arguments.of("tagged:2", "producers must be written without a tag, was tag:yaml.org,2002:binary"),
                Arguments.of(
                        "list-as-key:2",
                        "the file must be a mapping whose keys are texts," + " was one with a list as key"),
                Arguments.of("not-yaml:2", "the file must be YAML, was broken: expected ',' or '}', but got :"),
                Arguments.of(
                        "name with blanks",
                        "the file's name must be 1 to 100 of [a-zA-Z0-9._-] before .yaml,"
                                + " the first no dot, was 'name with blanks'"),
                Arguments.of("not-utf8", "not a text in UTF-8"));
    }

    private static ScenarioException refusal(String name) {
        return catchThrowableOfType(
                ScenarioException.class,
                () -> EvenModel.parser("even", "odd").parse(DIRECTORY.resolve(name + ".yaml"), Map.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenFileIsRefusedWithPlaceKeyRangeAndValue(String place, String message) {
        String[] fileAndLine = place.split(":");
        String line = fileAndLine.length > 1 ? ":" + fileAndLine[1] : "";

        assertThat(refusal(fileAndLine[0]))
                .hasMessage("%s.yaml%s: %s", DIRECTORY.resolve(fileAndLine[0]), line, message);
    }

    @Test
    void allProblemsOfAFileAreToldInItsOrder() {
        ScenarioException refusal = refusal("several-problems");

        assertThat(refusal.problems())
                .extracting(ScenarioException.Problem::key)
                .containsExactly("slo", "producers", "windw", "duration");
        assertThat(refusal).hasMessageStartingWith("4 problems:\n  ");
        assertThat(refusal.getMessage().split("\n  ")).hasSize(5);
    }

    @Test
    void whatIsSecretIsNotShown() {
        assertThat(refusal("producer-connection")).hasMessageNotContaining("hush");
        assertThat(refusal("setting-credential")).hasMessageNotContaining("hush");
    }

    @Test
    void aFileThatNestsWithoutEndIsRefusedByName(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("deep.yaml"), "tags: " + "[".repeat(20_000) + "]".repeat(20_000) + "\n");

        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> EvenModel.parser("even").parse(file, Map.of()))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining("nested too deeply");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThat(refusal("nowhere")).hasMessage("%s: file not found", DIRECTORY.resolve("nowhere.yaml"));
    }

    @Test
    void everyBrokenFileIsTested() throws IOException {
        List<String> tested = Stream.concat(
                        broken().map(each -> ((String) each.get()[0]).split(":")[0]), Stream.of("several-problems"))
                .toList();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            assertThat(files.map(ScenarioParser::name).toList())
                    .containsExactlyInAnyOrderElementsOf(tested)
                    .hasSizeGreaterThan(15);
        }
    }
}

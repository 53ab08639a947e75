package io.adpipeline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.slo.Threshold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioParserTest {

    private static final String SMALLEST = "traffic: {model: even}\nslo: {endToEnd: {p90: 2s}}\n";

    @TempDir
    private Path directory;

    private Scenario parse(String yaml, Map<String, String> overrides) {
        try {
            Path file = Files.writeString(directory.resolve("some.yaml"), yaml);
            return EvenModel.parser("even", "odd").parse(file, overrides);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Scenario parse(String yaml) {
        return parse(yaml, Map.of());
    }

    private String refusal(String yaml, Map<String, String> overrides) {
        ScenarioException refusal = catchThrowableOfType(ScenarioException.class, () -> parse(yaml, overrides));
        assertThat(refusal).as("refusal of %s with %s", yaml, overrides).isNotNull();
        return refusal.getMessage();
    }

    @Test
    void modelAndThresholdAreEnough() {
        Scenario scenario = parse(SMALLEST);

        assertThat(scenario.name()).isEqualTo("some");
        assertThat(scenario.description()).isEmpty();
        assertThat(scenario.tags()).isEmpty();
        assertThat(scenario.traffic()).isEqualTo(new Scenario.Traffic("even", Map.of()));
        assertThat(scenario.load()).isEqualTo(new Scenario.Load(2, 20_000, 10, 100, OptionalLong.empty(), false));
        assertThat(scenario.load().eventsPerSecond()).isEqualTo(40_000);
        assertThat(scenario.phases())
                .isEqualTo(new Phases(Duration.ofSeconds(90), true, Duration.ofSeconds(60), Duration.ofMillis(5_500)));
        assertThat(scenario.phases().total()).isEqualTo(Duration.ofMillis(155_500));
        assertThat(scenario.pipeline())
                .isEqualTo(new Scenario.Pipeline(
                        "spark",
                        Duration.ofSeconds(10),
                        Duration.ofMillis(500),
                        OutputMode.UPDATE,
                        ResultTime.APPEND,
                        Duration.ZERO,
                        false,
                        Map.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(scenario.bootstrapServers()).isEmpty();
        assertThat(scenario.topics()).isEqualTo(new Scenario.Topics("events_spark", "results_spark", 2, 1));
        assertThat(scenario.producerProperties()).isEmpty();
        assertThat(scenario.timeouts()).isEqualTo(new Timeouts(Duration.ofSeconds(90), Duration.ofSeconds(60)));
        assertThat(scenario.thresholds().all())
                .extracting(Threshold::toString)
                .containsExactly(
                        "endToEnd p90 ≤ 2 s",
                        "scheduleLag p99 ≤ 50 ms",
                        "delivered share ≥ 99 %",
                        "backlog growth ≤ 5 %");
    }

    @ParameterizedTest
    @CsvSource({"warmup,19s", "duration,29s", "window,13s", "slo.backlog.growth,9%", "capacity.from,1"})
    void theBacklogHasADefaultLimitInWarmAndLongRunsWithoutOneOfTheirOwn(String key, String value) {
        String yaml = SMALLEST + (key.startsWith("capacity") ? "capacity: {to: 2000}\n" : "");

        assertThat(parse(yaml, Map.of(key, value)).thresholds().all())
                .extracting(Threshold::toString)
                .doesNotContain("backlog growth ≤ 5 %");
    }

    @Test
    void whatLiesOnABoundIsWithinIt() {
        Map<String, String> bounds = new HashMap<>(Map.of(
                "warmup", "20s",
                "duration", "30s",
                "window", "6s",
                "producers", "1",
                "eventsPerProducer", "1000000",
                "campaigns", "1000",
                "adsPerCampaign", "400",
                "compare.notice", "1000"));
        Scenario scenario = parse(SMALLEST, bounds);
        bounds.put("producers", "400");

        assertThat(scenario.thresholds().all()).extracting(Threshold::toString).contains("backlog growth ≤ 5 %");
        assertThat(scenario.load().eventsPerSecond()).isEqualTo(1_000_000);
        assertThat(scenario.comparison().noticePercent()).isEqualTo(1_000);
        assertThat(parse(SMALLEST, bounds).load().producers()).isEqualTo(400);
        assertThat(parse(
                                SMALLEST,
                                Map.of(
                                        "capacity.from", "10",
                                        "capacity.to", "20",
                                        "capacity.atLeast", "20"))
                        .capacity()
                        .orElseThrow()
                        .atLeast())
                .hasValue(20);
    }

    @Test
    void everyKeyIsTaken() {
        Scenario scenario = parse("""
                description: 'all: of # it'
                tags: [baseline, nightly]
                pipeline: flink
                traffic: {model: odd, gap: 0.50}
                producers: 3
                eventsPerProducer: 0.25
                campaigns: 4
                adsPerCampaign: 5
                seed: -6
                strictRate: true
                warmup: 0s
                duration: 2m
                tail: 1h
                window: 250ms
                watermark: 0ms
                outputMode: append
                resultTime: receipt
                trigger: 1.5s
                allowReplays: true
                bootstrapServers: kafka-1:9092,[::1]:9093
                topics: {events: in, results: out, partitions: 7, replication: 8}
                producer: {linger.ms: 5, acks: all}
                settings: {spark.sql.shuffle.partitions: 2, spark.ui.enabled: true}
                timeouts: {ready: 9s, drain: 10s}
                slo:
                  eventTime: {p999: 11s}
                  scheduleLag: {p99: 12ms}
                  delivered: {share: 13.5%}
                  backlog: {max: 14, growth: 15%}
                """);

        assertThat(scenario.description()).isEqualTo("all: of # it");
        assertThat(scenario.tags()).containsExactly("baseline", "nightly");
        assertThat(scenario.traffic()).isEqualTo(new Scenario.Traffic("odd", Map.of("gap", "0.50")));
        assertThat(scenario.load()).isEqualTo(new Scenario.Load(3, 0.25, 4, 5, OptionalLong.of(-6), true));
        assertThat(scenario.phases())
                .isEqualTo(new Phases(Duration.ZERO, false, Duration.ofMinutes(2), Duration.ofHours(1)));
        assertThat(scenario.pipeline())
                .isEqualTo(new Scenario.Pipeline(
                        "flink",
                        Duration.ofMillis(250),
                        Duration.ZERO,
                        OutputMode.APPEND,
                        ResultTime.RECEIPT,
                        Duration.ofMillis(1_500),
                        true,
                        Map.of("spark.sql.shuffle.partitions", "2", "spark.ui.enabled", "true"),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(scenario.bootstrapServers()).contains("kafka-1:9092,[::1]:9093");
        assertThat(scenario.topics()).isEqualTo(new Scenario.Topics("in", "out", 7, 8));
        assertThat(scenario.producerProperties()).isEqualTo(Map.of("linger.ms", "5", "acks", "all"));
        assertThat(scenario.timeouts()).isEqualTo(new Timeouts(Duration.ofSeconds(9), Duration.ofSeconds(10)));
        assertThat(scenario.thresholds().all())
                .extracting(Threshold::toString)
                .containsExactly(
                        "eventTime p999 ≤ 11 s",
                        "scheduleLag p99 ≤ 12 ms",
                        "delivered share ≥ 13.5 %",
                        "backlog max ≤ 14 events",
                        "backlog growth ≤ 15 %");
    }

    @ParameterizedTest
    @CsvSource({"2s,500ms,5500", "5s,500ms,5500", "7s,500ms,7500", "5000.5ms,0s,5001", "20s,1m,80000"})
    void theTailOutlastsTheWatermarkByTheLargestLatencyLimitOrFiveSeconds(String limit, String watermark, long tailMs) {
        Scenario scenario = parse(SMALLEST + "watermark: " + watermark, Map.of("slo.windowClose.p90", limit));

        assertThat(scenario.phases().tail()).isEqualTo(Duration.ofMillis(tailMs));
    }

    @Test
    void aTailThatWouldBeTooLongIsTold() {
        assertThat(refusal(SMALLEST, Map.of("slo.endToEnd.max", "8760h")))
                .contains("tail must be a duration of 0s to 8760h")
                .contains("was 31536000500ms");
    }

    @Test
    void appendModeNeedsATailBeyondTheWatermarkAndUpdateModeDoesNot() {
        assertThat(parse(SMALLEST + "tail: 0s\nwatermark: 1s").phases().tail()).isZero();
        assertThat(parse(SMALLEST + "outputMode: append\ntail: 1001ms\nwatermark: 1s")
                        .phases()
                        .tail())
                .isEqualTo(Duration.ofMillis(1_001));
    }

    @ParameterizedTest
    @CsvSource({
        "duration,20s",
        "traffic.model,odd",
        "traffic.gap,3",
        "slo.endToEnd.p90,1ms",
        "slo.backlog.max,5",
        "settings.spark.sql.shuffle.partitions,9",
        "producer.linger.ms,7",
        "topics.events,other",
        "timeouts.drain,1s",
        "outputMode,append",
        "seed,42",
        "bootstrapServers,a:1",
        "description,short",
        "tail,77s"
    })
    void anyKeyCanBeOverridden(String key, String value) {
        Scenario overridden = parse(SMALLEST, Map.of(key, value));

        assertThat(overridden).isNotEqualTo(parse(SMALLEST));
        assertThat(ScenarioYaml.write(overridden))
                .contains(key.substring(key.lastIndexOf('.') + 1) + ": ")
                .contains(value);
    }

    @Test
    void tagsAreOverriddenByAListWithCommas() {
        assertThat(parse(SMALLEST, Map.of("tags", "a,b")).tags()).containsExactly("a", "b");
        assertThat(parse(SMALLEST + "tags: [c]", Map.of("tags", "")).tags()).isEmpty();
        assertThat(refusal(SMALLEST, Map.of("tags", "a,,b"))).startsWith("-Dperf.set.tags: tags must be a list");
    }

    @Test
    void anOverrideReplacesEvenWhatIsWrongInTheFile() {
        assertThat(parse(SMALLEST + "duration: [soon]", Map.of("duration", "20s"))
                        .phases()
                        .duration())
                .isEqualTo(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "duration|5|-Dperf.set.duration: duration must be a duration of 1ms to 8760h in whole ms,"
                        + " with a unit (ms, s, m or h), as in 500ms or 60s, was '5'; it has no unit",
                "window|61s|-Dperf.set.window: duration must be at least one window (61s), was 60s",
                "slo.endToEnd.p90|fast|-Dperf.set.slo.endToEnd.p90: slo.endToEnd.p90 must be a duration above 0"
                        + " with a unit (ms, s, m or h), as in 500ms or 2s, was 'fast'",
                "traffic.gap|-1|-Dperf.set.traffic.gap: traffic.gap must be a number from 0, was '-1'",
                "traffic.model|evn|-Dperf.set.traffic.model: traffic.model must be the name of a traffic model (even, odd),"
                        + " was 'evn'; did you mean 'even'?",
                "topics.results|events_spark|-Dperf.set.topics.results: topics.results must be another topic than"
                        + " topics.events (to Kafka . and _ are alike), was 'events_spark'",
                "slo|2s|-Dperf.set.slo: slo must be set one by one, as in -Dperf.set.slo.perEvent.p90=2s, was '2s'",
                "slo.endToEnd|2s|-Dperf.set.slo.endToEnd: slo.endToEnd must be set one by one,"
                        + " as in -Dperf.set.slo.perEvent.p90=2s, was '2s'",
                "slo.endToEnd.p80|2s|-Dperf.set.slo.endToEnd.p80: slo.endToEnd.p80 must be a known key"
                        + " (mean, p50, p90, p95, p99, p999, max), was 'p80'; did you mean 'p50' or 'p90'?",
                "topics.event|x|-Dperf.set.topics.event: topics.event must be a known key"
                        + " (events, results, partitions, replication), was 'event'; did you mean 'events'?",
                "producer.security.protocol|SSL|-Dperf.set.producer.security.protocol: producer.security.protocol"
                        + " must be left out: it belongs to the connection, was set",
                "settings.|x|-Dperf.set.settings.: settings must be a mapping whose keys have names, was one with a blank name"
            })
    void aBadOverrideIsNamedInPlaceOfFileAndLine(String key, String value, String message) {
        assertThat(refusal(SMALLEST, Map.of(key, value))).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "durations,'duration'",
                "Duration,'duration'",
                "partitions,'topics.partitions'",
                "endToEnd.p90,'slo.endToEnd.p90'",
                "p90,'slo.perEvent.p90' or 'slo.endToEnd.p90' or 'slo.eventTime.p90'"
            })
    void anUnknownOverrideIsRefusedWithNearKeys(String key, String near) {
        assertThat(refusal(SMALLEST, Map.of(key, "1")))
                .startsWith("-Dperf.set." + key + ": " + key + " must be a known key (description, tags, ")
                .endsWith("; did you mean " + near + "?");
    }

    @Test
    void whatIsNearNothingGetsNoGuess() {
        assertThat(refusal(SMALLEST, Map.of("zebra", "1"))).endsWith(", slo), was 'zebra'");
    }

    @Test
    void aProblemWithAWrongValueHidesTheRulesThatDependOnIt() {
        assertThat(refusal(SMALLEST + "window: 0s\nduration: 1ms", Map.of()))
                .contains("window must be")
                .doesNotContain("at least one window");
    }

    @Test
    void anOverrideThatBreaksARuleWithTheFileIsTheOneToBlame() {
        assertThat(refusal(SMALLEST + "duration: 30s", Map.of("window", "40s")))
                .isEqualTo("-Dperf.set.window: duration must be at least one window (40s), was 30s");
    }

    @Test
    void overridesAndFileAreToldTogether() {
        assertThat(refusal(SMALLEST + "seed: x", Map.of("producers", "0")))
                .startsWith("2 problems:\n")
                .containsSubsequence("some.yaml:3: seed must be", "-Dperf.set.producers: producers must be");
    }

    @Test
    void aModelThatRefusesInItsOwnWordsIsQuoted() {
        assertThat(refusal("slo: {endToEnd: {p90: 2s}}\ntraffic: {model: even, gap: ''}", Map.of()))
                .endsWith("some.yaml:2: traffic must be what even takes, was refused: no gap at all");
    }

    @Test
    void lowestAndHighestRateMakeASearchForCapacity() {
        Scenario scenario = parse(SMALLEST + "producers: 4\ncapacity: {from: 20000, to: 240000}");

        assertThat(scenario.capacity())
                .contains(new Capacity(
                        20_000,
                        240_000,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60),
                        OptionalDouble.empty()));
        assertThat(scenario.load().eventsPerProducer()).isEqualTo(5_000);
        assertThat(scenario.phases())
                .isEqualTo(new Phases(Duration.ofSeconds(60), false, Duration.ofSeconds(20), Duration.ofMillis(5_500)));
        assertThat(parse(SMALLEST).capacity()).isEmpty();
    }

    @Test
    void everyKeyOfASearchIsTakenFromOutsideToo() {
        Capacity search = new Capacity(
                1.5, 240, Duration.ZERO, Duration.ofSeconds(11), Duration.ofSeconds(12), OptionalDouble.of(7));

        assertThat(parse(SMALLEST + "capacity: {from: 1.5, to: 240, settle: 0s, trial: 11s, confirm: 12s, atLeast: 7}")
                        .capacity())
                .contains(search);
        assertThat(parse(
                                SMALLEST,
                                Map.of(
                                        "capacity.from",
                                        "1.5",
                                        "capacity.to",
                                        "240",
                                        "capacity.settle",
                                        "0s",
                                        "capacity.trial",
                                        "11s",
                                        "capacity.confirm",
                                        "12s",
                                        "capacity.atLeast",
                                        "7"))
                        .capacity())
                .contains(search);
    }

    @Test
    void anOverrideThatMakesASearchOfARunIsToldWhatElseThatNeeds() {
        assertThat(refusal(SMALLEST + "duration: 60s", Map.of("capacity.atLeast", "5")))
                .startsWith("3 problems:\n")
                .containsSubsequence(
                        "some.yaml:3: duration must be left out in a search for capacity:"
                                + " capacity.trial and capacity.confirm say how long, was '60s'",
                        "-Dperf.set.capacity.atLeast: capacity.from must be a number of events per second"
                                + " above 0, at most 1000000, was missing",
                        "-Dperf.set.capacity.atLeast: capacity.to must be")
                .doesNotContain("from capacity.from to");
    }

    @Test
    void aTrialIsASingleRunOfTheSameAtAnotherLoad() {
        Scenario search = parse(SMALLEST + "seed: 9\ncapacity: {from: 20000, to: 240000}");
        Scenario trial = search.trial("03-80000", 80_000, Duration.ofSeconds(5), Duration.ofSeconds(30));

        assertThat(trial.name()).isEqualTo("03-80000");
        assertThat(ScenarioYaml.write(trial))
                .isEqualTo(ScenarioYaml.write(
                        parse(SMALLEST + "seed: 9\neventsPerProducer: 40000\nwarmup: 5s\nduration: 30s\n")));
    }

    @Test
    void aByteOrderMarkIsNoHarm() {
        assertThat(parse("\uFEFF" + SMALLEST)).isEqualTo(parse(SMALLEST));
    }

    @Test
    void anOverrideTakesThePlaceOfWhatCannotStandBesideIt() {
        Scenario fixed = parse(SMALLEST + "warmup: {atMost: 60s}", Map.of("warmup.fixed", "30s"));
        Scenario upTo = parse(SMALLEST + "warmup: 30s", Map.of("warmup.atMost", "60s"));
        Scenario java = parse(
                SMALLEST + "pipeline: {command: [a], directory: b, environment: {c: d}}",
                Map.of("pipeline.name", "mine", "pipeline.classpath", "[e.jar]"));
        Scenario renamed = parse(SMALLEST + "pipeline: {name: mine, classpath: [e.jar]}", Map.of("pipeline", "other"));
        Scenario command =
                parse(SMALLEST + "pipeline: {name: mine, classpath: [e.jar]}", Map.of("pipeline.command", "[a]"));

        assertThat(fixed.phases().warmup()).isEqualTo(Duration.ofSeconds(30));
        assertThat(fixed.phases().warmupEndsItself()).isFalse();
        assertThat(upTo.phases().warmupEndsItself()).isTrue();
        assertThat(java.pipeline().command()).isEmpty();
        assertThat(java.pipeline().classPath()).containsExactly("e.jar");
        assertThat(renamed.pipeline().name()).isEqualTo("other");
        assertThat(renamed.pipeline().classPath()).containsExactly("e.jar");
        assertThat(command.pipeline().command().orElseThrow().words()).containsExactly("a");
        assertThat(command.pipeline().classPath()).isEmpty();
    }

    @Test
    void overridesThatContradictEachOtherAreRefused() {
        assertThat(refusal(SMALLEST, Map.of("warmup.fixed", "30s", "warmup.atMost", "60s")))
                .contains("warmup.fixed must be left out: warmup.atMost says how long");
        assertThat(refusal(SMALLEST, Map.of("pipeline.name", "mine", "pipeline.command", "[a]")))
                .contains("pipeline.name must be left out: pipeline.command says which pipeline it is");
    }

    /** No number is written in another way, and no word becomes a number. */
    @Test
    void theWordsOfACommandFromOutsideArriveAsTheyWereWritten() {
        Scenario scenario = parse(SMALLEST, Map.of("pipeline.command", "[a, 0.0001, 1e6, 1.10, true, 010, ~]"));

        assertThat(scenario.pipeline().command().orElseThrow().words())
                .containsExactly("a", "0.0001", "1e6", "1.10", "true", "010", "~");
    }

    /** Its rate is another one, so the seed was not chosen for it. */
    @Test
    void aTrialTakesWhateverRateItsSeedGives() {
        Scenario strict = parse(SMALLEST + "seed: 9\nstrictRate: true");

        assertThat(strict.load().strictRate()).isTrue();
        assertThat(strict.trial("t", 1_000, Duration.ZERO, Duration.ofSeconds(20))
                        .load()
                        .strictRate())
                .isFalse();
    }
}

package io.adpipeline.capacity;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.capacity.CapacityResult.CapacityAnswer;
import io.adpipeline.capacity.Trial.Purpose;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.ScenarioParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Searches made by hand, out of runs made by hand. */
public final class SampleSearch {

    private static final String YAML = """
            traffic: {model: uniform}
            producers: 1
            window: 1s
            capacity: {from: 100, to: 1600, trial: 10s, confirm: 30s}
            slo:
              perEvent: {p90: 2s}
            """;

    private SampleSearch() {}

    /** The scenario with other settings. */
    public static Scenario scenario(Map<String, String> overrides) {
        try {
            Path folder = Files.createTempDirectory("sample-search");
            Path file = Files.writeString(folder.resolve("hunt.yaml"), YAML);
            try {
                return new ScenarioParser().parse(file, overrides);
            } finally {
                Files.delete(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 206 events/s are sustained, and 212 are too much; 400 was INVALID once. */
    public static CapacityResult found(Map<String, String> overrides) {
        Trials trials = new Trials();
        trials.add(Purpose.SEARCH, sustained(100));
        trials.add(Purpose.SEARCH, sustained(200));
        trials.add(Purpose.SEARCH, invalid(400));
        trials.add(Purpose.SEARCH, slow(400));
        trials.add(Purpose.SEARCH, slow(212));
        trials.add(Purpose.SEARCH, sustained(206));
        trials.add(Purpose.CONFIRM, sustained(206));
        return trials.result(
                overrides,
                new CapacityAnswer(
                        CapacityAnswer.Kind.FOUND, OptionalDouble.of(206), OptionalDouble.of(212), List.of()));
    }

    /** Even the lowest rate is too much. */
    public static CapacityResult lowestFails() {
        return lowestFails(slow(100));
    }

    /** Even at the lowest rate a result is missing. */
    public static CapacityResult lowestMiscounts() {
        return lowestFails(at(100).without(row -> row.offset() == 42).result());
    }

    private static CapacityResult lowestFails(RunResult lowest) {
        Trials trials = new Trials();
        trials.add(Purpose.SEARCH, lowest);
        return trials.result(
                Map.of(),
                new CapacityAnswer(
                        CapacityAnswer.Kind.LOWEST_FAILS, OptionalDouble.empty(), OptionalDouble.of(100), List.of()));
    }

    /** Above 200 events/s the generator fails. */
    public static CapacityResult generatorLimit(Map<String, String> overrides) {
        Trials trials = new Trials();
        trials.add(Purpose.SEARCH, sustained(200));
        trials.add(Purpose.SEARCH, invalid(206));
        trials.add(Purpose.SEARCH, invalid(206));
        trials.add(Purpose.CONFIRM, sustained(200));
        return trials.result(
                overrides,
                new CapacityAnswer(
                        CapacityAnswer.Kind.GENERATOR_LIMIT,
                        OptionalDouble.of(200),
                        OptionalDouble.of(206),
                        List.of()));
    }

    /** A run at that rate which passes. */
    static SampleRun at(int rate) {
        return SampleRun.passing(Map.of("eventsPerProducer", String.valueOf(rate)));
    }

    private static RunResult sustained(int rate) {
        return at(rate).result();
    }

    private static RunResult slow(int rate) {
        return at(rate).later(ms -> 3_000 + ms / 2).result();
    }

    private static RunResult invalid(int rate) {
        return at(rate).unsent(100).result();
    }

    private static final class Trials {

        private final List<Trial> all = new ArrayList<>();

        void add(Purpose purpose, RunResult run) {
            all.add(Trial.judge(all.size() + 1, purpose, run));
        }

        CapacityResult result(Map<String, String> overrides, CapacityAnswer answer) {
            return new CapacityResult(scenario(overrides), "embedded broker", all, answer);
        }
    }
}

package io.adpipeline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.report.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the benchmarks that {@code -Dbench=NAME,NAME} names, or all, and prints one table. A benchmark fails on an
 * error, never because of a figure.
 */
class BenchSuite {

    private static final Path DIRECTORY = Path.of("target", "bench");
    private static final List<Benchmark> ALL = List.of(
            new EventEncoding(),
            new EventParsing(),
            new TrafficModels(),
            new GeneratorThroughput(),
            new PipelineCpu(),
            new SettingsTakenBack(),
            new SmallLoadLatency(),
            new OriginalLoad(),
            new ExactAssignment(),
            new TimeToFirstEvent(),
            new HighestLoad());

    private static final List<Comparison> FOUND = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> yieldsItsFigures() {
        BenchOptions options = BenchOptions.ofSystemProperties(DIRECTORY);
        return chosen(System.getProperty("bench", "")).stream()
                .map(benchmark -> DynamicTest.dynamicTest(benchmark.name(), () -> run(benchmark, options)));
    }

    private static List<Benchmark> chosen(String names) {
        if (names.isBlank()) {
            return ALL;
        }
        return Arrays.stream(names.split(","))
                .map(String::strip)
                .map(BenchSuite::named)
                .toList();
    }

    private static Benchmark named(String name) {
        return ALL.stream()
                .filter(benchmark -> benchmark.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("bench must be of %s, was '%s'"
                        .formatted(ALL.stream().map(Benchmark::name).toList(), name)));
    }

    private static void run(Benchmark benchmark, BenchOptions options) throws Exception {
        List<Comparison> comparisons = benchmark.run(options);
        assertThat(comparisons).isNotEmpty();
        FOUND.addAll(comparisons);
        BenchFiles.write(options.directory(), benchmark.name(), comparisons);
    }

    @AfterAll
    static void printTable() {
        Console.standard().print("\n" + BenchTable.of(FOUND));
    }
}

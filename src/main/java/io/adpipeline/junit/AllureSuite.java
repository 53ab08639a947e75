package io.adpipeline.junit;

import io.adpipeline.run.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What Allure shows of the whole suite: the environment, and the kinds of failure. */
final class AllureSuite {

    private static final String RESULTS_PROPERTY = "allure.results.directory";

    private AllureSuite() {}

    static void write(List<RunResult> results) {
        Path folder = Path.of(System.getProperty(RESULTS_PROPERTY, "allure-results"));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("environment.properties"), environment(results), StandardCharsets.UTF_8);
            try (var categories = AllureSuite.class.getResourceAsStream("categories.json")) {
                Files.copy(categories, folder.resolve("categories.json"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String environment(List<RunResult> results) {
        Map<String, TreeSet<String>> facts = new TreeMap<>();
        for (RunResult result : results) {
            add(facts, "kafka", result.facts().kafka());
            result.facts().environment().facts().forEach((name, value) -> add(facts, name, value));
            result.facts().pipeline().forEach((name, value) -> add(facts, name, value));
        }
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + "=" + String.join("; ", fact.getValue()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void add(Map<String, TreeSet<String>> facts, String name, String value) {
        facts.computeIfAbsent(name, key -> new TreeSet<>()).add(value);
    }
}

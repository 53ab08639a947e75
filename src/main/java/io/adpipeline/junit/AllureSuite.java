package io.adpipeline.junit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.evidence.Environment;
import io.adpipeline.files.Folders;
import io.adpipeline.files.WholeFile;
import io.adpipeline.report.CiJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.lang3.function.Failable;
import org.apache.commons.text.StringEscapeUtils;

/** What Allure shows of the whole suite: the environment, the kinds of failure, and the history of earlier runs. */
final class AllureSuite {

    private static final String RESULTS_PROPERTY = "allure.results.directory";

    private AllureSuite() {}

    /**
     * Writes these for Allure's report.
     *
     * @param history the folder that the user names for the history of earlier runs: in {@code allure/} the files of
     *     Allure's trends, and the number of runs
     */
    static void write(List<RunResult> runs, Optional<Path> history, CiJob job) {
        Path folder = Path.of(System.getProperty(RESULTS_PROPERTY, "allure-results"));
        Failable.run(() -> {
            Folders.create(folder);
            Files.writeString(folder.resolve("environment.properties"), environment(runs), StandardCharsets.UTF_8);
            try (var categories = AllureSuite.class.getResourceAsStream("categories.json")) {
                Files.copy(categories, folder.resolve("categories.json"), StandardCopyOption.REPLACE_EXISTING);
            }
            Map<String, String> executor = job.executor();
            if (history.isPresent()) {
                executor.computeIfAbsent("buildOrder", key -> String.valueOf(nextRun(history.get())));
                copy(history.get().resolve("allure"), folder.resolve("history"));
            }
            if (!executor.isEmpty()) {
                new ObjectMapper().writeValue(folder.resolve("executor.json").toFile(), executor);
            }
        });
    }

    /** Counts one more run and returns its number, from 1. Suites in several processes may count at the same time. */
    static int nextRun(Path history) {
        Path file = history.resolve("runs");
        try {
            Folders.create(history);
            synchronized (AllureSuite.class) {
                try (FileChannel lock = FileChannel.open(
                        history.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    lock.lock(); // held until the channel closes: other processes count too
                    int number = Files.exists(file)
                            ? 1 + Integer.parseInt(Files.readString(file).strip())
                            : 1;
                    WholeFile.write(file, number + "\n");
                    return number;
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalStateException("%s must hold the number of runs: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot count this run in %s: %s".formatted(file, e), e);
        }
    }

    /** Copies the history into the report's input; the build copies the new report's history back. */
    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return; // the first run has no past
        }
        Folders.create(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String environment(List<RunResult> runs) {
        Map<String, Set<String>> facts = new TreeMap<>();
        runs.forEach(run -> addAll(facts, run));
        if (facts.isEmpty()) {
            Environment.current().facts().forEach((name, value) -> add(facts, name, value));
        }
        return facts.entrySet().stream()
                // Allure reads it as ISO 8859-1 with escapes
                .map(fact -> fact.getKey() + "=" + StringEscapeUtils.escapeJava(String.join("; ", fact.getValue())))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void addAll(Map<String, Set<String>> facts, RunResult result) {
        // an embedded broker has another port for each scenario, which would fill the page
        add(facts, "kafka", result.facts().kafka().replaceFirst(" on port \\d+", ""));
        result.facts().environment().facts().forEach((name, value) -> add(facts, name, value));
        result.facts().pipeline().forEach((name, value) -> add(facts, name, value));
    }

    private static void add(Map<String, Set<String>> facts, String name, String value) {
        facts.computeIfAbsent(name, key -> new TreeSet<>()).add(value);
    }
}

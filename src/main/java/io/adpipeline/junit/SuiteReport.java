package io.adpipeline.junit;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.compare.Block;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.files.FolderLock;
import io.adpipeline.report.CiJob;
import io.adpipeline.report.Console;
import io.adpipeline.report.ScenarioOutcome;
import io.adpipeline.report.SuiteFiles;
import io.adpipeline.report.SuiteSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The results of all scenarios of one JUnit run. JUnit closes this report at the end of the run; closing prints the
 * verdicts, writes the suite's files, and describes the environment to Allure. Thread-safe.
 */
final class SuiteReport implements AutoCloseable {

    private static final Namespace NAMESPACE = Namespace.create(SuiteReport.class);

    /** The report of JUnit's latest launch in this JVM: a build that runs failed tests again launches JUnit anew. */
    private static SuiteReport latest;

    private final PerfSettings settings;
    private final CiJob job;
    private final Console console;
    // by scenario, in the order in which they came
    private final Map<String, ScenarioOutcome> outcomes = new LinkedHashMap<>();
    private final Map<String, CapacityResult> searches = new LinkedHashMap<>();
    private final Map<String, ComparisonResult> comparisons = new LinkedHashMap<>();
    /** Which scenarios were run again, and what came of them before; a sentence each. */
    private final List<String> reruns = new ArrayList<>();

    private final FolderLock lock;

    /**
     * @param before the report of an earlier launch into the same folder, whose failed scenarios this launch runs again
     * @throws IllegalStateException if another suite has the results folder
     */
    SuiteReport(PerfSettings settings, CiJob job, Console console, Optional<SuiteReport> before) {
        this.settings = settings;
        this.job = job;
        this.console = console;
        this.lock = FolderLock.take(folder(), FolderLock.SUITE);
        before.ifPresentOrElse(this::takeOver, () -> SuiteFiles.clear(folder()));
    }

    private void takeOver(SuiteReport earlier) {
        outcomes.putAll(earlier.outcomes);
        searches.putAll(earlier.searches);
        comparisons.putAll(earlier.comparisons);
        reruns.addAll(earlier.reruns);
    }

    /** The report of this launch. */
    static SuiteReport of(ExtensionContext context, PerfSettings settings) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(SuiteReport.class, key -> launch(settings), SuiteReport.class);
    }

    private static synchronized SuiteReport launch(PerfSettings settings) {
        Optional<SuiteReport> before = Optional.ofNullable(latest)
                .filter(earlier -> earlier.folder().equals(settings.options().resultsDirectory()));
        latest = new SuiteReport(settings, new CiJob(System.getenv()), Console.standard(), before);
        return latest;
    }

    private Path folder() {
        return settings.options().resultsDirectory();
    }

    synchronized void add(ScenarioOutcome outcome) {
        forget(outcome.name());
        outcomes.put(outcome.name(), outcome);
    }

    synchronized void add(CapacityResult search) {
        forget(search.scenario().name());
        searches.put(search.scenario().name(), search);
    }

    synchronized void add(ComparisonResult comparison) {
        forget(comparison.plan().name());
        comparisons.put(comparison.plan().name(), comparison);
    }

    /** Forgets the result of a scenario that has one: it was run again. */
    private void forget(String name) {
        Stream.of(
                        Optional.ofNullable(outcomes.remove(name)).map(ScenarioOutcome::verdictText),
                        Optional.ofNullable(searches.remove(name))
                                .map(search -> search.outcome().name()),
                        Optional.ofNullable(comparisons.remove(name))
                                .map(comparison -> comparison.verdict().name()))
                .flatMap(Optional::stream)
                .forEach(verdict -> reruns.add("%s was run again after %s".formatted(name, verdict)));
    }

    @Override
    public synchronized void close() {
        try (lock) {
            SuiteSummary summary = new SuiteSummary(
                    List.copyOf(outcomes.values()),
                    List.copyOf(searches.values()),
                    List.copyOf(comparisons.values()),
                    reruns,
                    settings.reportUrl().or(job::page));
            if (!summary.verdicts().isEmpty()) {
                write(summary);
            }
        }
    }

    private void write(SuiteSummary summary) {
        List<RunResult> runs = Stream.of(
                        outcomes.values().stream().flatMap(outcome -> outcome.result().stream()),
                        searches.values().stream()
                                .map(search -> search.representativeTrial().run()),
                        comparisons.values().stream()
                                .flatMap(comparison -> comparison.rounds().stream())
                                .flatMap(round -> round.blocks().stream())
                                .map(Block::run))
                .flatMap(all -> all)
                .toList();
        console.print(summary.text().stripTrailing());
        SuiteFiles.appendToPage(summary, job).ifPresent(console::print);
        try {
            SuiteFiles.write(summary, folder());
        } finally {
            AllureSuite.write(runs, settings.history(), job);
        }
    }
}

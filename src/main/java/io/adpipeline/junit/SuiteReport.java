package io.adpipeline.junit;

import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.files.FolderLock;
import io.adpipeline.report.CapacityText;
import io.adpipeline.report.CiJob;
import io.adpipeline.report.Console;
import io.adpipeline.report.ResultText;
import io.adpipeline.report.ScenarioOutcome;
import io.adpipeline.report.SuiteFiles;
import io.adpipeline.report.SuiteSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
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
    private final Optional<SuiteReport> before;
    private final List<ScenarioOutcome> outcomes = new ArrayList<>();
    private final List<CapacityResult> searches = new ArrayList<>();
    private final List<ComparisonResult> comparisons = new ArrayList<>();
    private final FolderLock lock;

    /**
     * @param before the report of an earlier launch into the same folder, whose failed scenarios this launch runs again
     * @throws IllegalStateException if another suite has the results folder
     */
    SuiteReport(PerfSettings settings, CiJob job, Console console, Optional<SuiteReport> before) {
        this.settings = settings;
        this.job = job;
        this.console = console;
        this.before = before;
        this.lock = FolderLock.take(folder(), FolderLock.SUITE);
        if (before.isEmpty()) {
            SuiteFiles.clear(folder());
        }
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
        outcomes.add(outcome);
    }

    synchronized void add(CapacityResult search) {
        searches.add(search);
    }

    synchronized void add(ComparisonResult comparison) {
        comparisons.add(comparison);
    }

    @Override
    public synchronized void close() {
        try (lock) {
            if (!searches.isEmpty()) {
                console.print("\nall searches for capacity\n" + CapacityText.summary(allSearches()));
            }
            if (!outcomes.isEmpty()) {
                console.print("\nall scenarios\n" + ResultText.summary(allOutcomes()));
            }
            if (!outcomes.isEmpty() || !searches.isEmpty() || !comparisons.isEmpty()) {
                write();
            }
        }
    }

    private void write() {
        SuiteSummary summary = new SuiteSummary(
                allOutcomes(),
                allSearches(),
                allComparisons(),
                reruns(),
                settings.reportUrl().or(job::page));
        List<ScenarioOutcome> all = new ArrayList<>(allOutcomes());
        allSearches()
                .forEach(search -> all.add(
                        ScenarioOutcome.judged(search.representativeTrial().run())));
        allComparisons().stream()
                .flatMap(comparison -> comparison.rounds().stream())
                .flatMap(round -> round.blocks().stream())
                .forEach(block -> all.add(ScenarioOutcome.judged(block.run())));
        SuiteFiles.appendToPage(summary, job).ifPresent(console::print);
        try {
            SuiteFiles.write(summary, folder());
        } finally {
            AllureSuite.write(all, settings.history(), job);
        }
    }

    private List<ScenarioOutcome> allOutcomes() {
        return latestOf(report -> report.outcomes, ScenarioOutcome::name);
    }

    private List<CapacityResult> allSearches() {
        return latestOf(report -> report.searches, search -> search.scenario().name());
    }

    private List<ComparisonResult> allComparisons() {
        return latestOf(
                report -> report.comparisons, comparison -> comparison.plan().name());
    }

    /** The results of all launches; a scenario that was run again has those of its last launch. */
    private <T> List<T> latestOf(Function<SuiteReport, List<T>> results, Function<T, String> name) {
        List<T> all = new ArrayList<>();
        for (SuiteReport launch : launches()) {
            all.removeIf(earlier -> launch.verdicts().containsKey(name.apply(earlier)));
            all.addAll(results.apply(launch));
        }
        return all;
    }

    /** Which scenarios were run again, and what came of them before; a sentence each. */
    private List<String> reruns() {
        List<String> reruns = new ArrayList<>();
        before.ifPresent(earlier -> {
            reruns.addAll(earlier.reruns());
            earlier.verdicts().forEach((name, verdict) -> {
                if (verdicts().containsKey(name)) {
                    reruns.add("%s was run again after %s".formatted(name, verdict));
                }
            });
        });
        return reruns;
    }

    private Map<String, String> verdicts() {
        Map<String, String> verdicts = new TreeMap<>();
        outcomes.forEach(outcome -> verdicts.put(outcome.name(), outcome.verdictText()));
        searches.forEach(search ->
                verdicts.put(search.scenario().name(), search.outcome().name()));
        comparisons.forEach(comparison ->
                verdicts.put(comparison.plan().name(), comparison.verdict().name()));
        return verdicts;
    }

    /** The reports of all launches, from the first to this one. */
    private List<SuiteReport> launches() {
        List<SuiteReport> launches =
                new ArrayList<>(before.map(SuiteReport::launches).orElse(List.of()));
        launches.add(this);
        return launches;
    }
}

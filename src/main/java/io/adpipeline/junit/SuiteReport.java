package io.adpipeline.junit;

import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.files.FolderLock;
import io.adpipeline.report.CapacityText;
import io.adpipeline.report.CiJob;
import io.adpipeline.report.Console;
import io.adpipeline.report.ResultText;
import io.adpipeline.report.ScenarioOutcome;
import io.adpipeline.report.SuiteFiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What all scenarios of one JUnit run came to. JUnit closes it at the end of the run; it prints the verdicts then,
 * writes the suite's files, keeps the history, and describes the environment to Allure. Thread-safe.
 */
final class SuiteReport implements AutoCloseable {

    private static final Namespace NAMESPACE = Namespace.create(SuiteReport.class);

    private final PerfSettings settings;
    private final CiJob job;
    private final Console console;
    private final List<ScenarioOutcome> outcomes = new ArrayList<>();
    private final List<CapacityResult> searches = new ArrayList<>();
    private final FolderLock lock;

    /** @throws IllegalStateException if another suite has the results folder */
    SuiteReport(PerfSettings settings, CiJob job, Console console) {
        this.settings = settings;
        this.job = job;
        this.console = console;
        this.lock = FolderLock.take(settings.options().resultsDirectory(), FolderLock.SUITE);
        SuiteFiles.clear(settings.options().resultsDirectory());
    }

    /** The one of this JUnit run. */
    static SuiteReport of(ExtensionContext context, PerfSettings settings) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        SuiteReport.class,
                        key -> new SuiteReport(settings, new CiJob(System.getenv()), Console.standard()),
                        SuiteReport.class);
    }

    synchronized void add(ScenarioOutcome outcome) {
        outcomes.add(outcome);
    }

    synchronized void add(CapacityResult search) {
        searches.add(search);
    }

    @Override
    public synchronized void close() {
        try (lock) {
            if (!searches.isEmpty()) {
                console.print("\nall searches for capacity\n" + CapacityText.summary(searches));
            }
            if (!outcomes.isEmpty()) {
                console.print("\nall scenarios\n" + ResultText.summary(outcomes));
            }
            if (!outcomes.isEmpty() || !searches.isEmpty()) {
                write();
            }
        }
    }

    private void write() {
        settings.history().ifPresent(history -> history.append(outcomes));
        SuiteFiles.write(outcomes, searches, settings.options().resultsDirectory(), settings.reportUrl(), job);
        List<ScenarioOutcome> all = new ArrayList<>(outcomes);
        searches.forEach(search ->
                all.add(ScenarioOutcome.judged(search.representativeTrial().run())));
        AllureSuite.write(all, settings.history(), job);
    }
}

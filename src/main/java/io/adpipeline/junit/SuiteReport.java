package io.adpipeline.junit;

import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.report.CapacityText;
import io.adpipeline.report.Console;
import io.adpipeline.report.ResultText;
import io.adpipeline.run.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What all scenarios of one JUnit run came to. JUnit closes it at the end of the run; it prints the verdicts then and
 * tells Allure about the environment. Thread-safe.
 */
final class SuiteReport implements AutoCloseable {

    private static final Namespace NAMESPACE = Namespace.create(SuiteReport.class);

    private final List<RunResult> results = new ArrayList<>();
    private final List<CapacityResult> searches = new ArrayList<>();

    /** The one of this JUnit run. */
    static SuiteReport of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(SuiteReport.class, key -> new SuiteReport(), SuiteReport.class);
    }

    synchronized void add(RunResult result) {
        results.add(result);
    }

    synchronized void add(CapacityResult result) {
        searches.add(result);
    }

    @Override
    public synchronized void close() {
        List<RunResult> runs = Stream.concat(
                results.stream(), searches.stream().map(search -> search.telling().run())).toList();
        if (!runs.isEmpty()) {
            AllureSuite.write(runs);
        }
        if (!results.isEmpty()) {
            Console.standard().print("\nall scenarios\n" + ResultText.summary(results));
        }
        if (!searches.isEmpty()) {
            Console.standard().print("\nall searches for capacity\n" + CapacityText.summary(searches));
        }
    }
}

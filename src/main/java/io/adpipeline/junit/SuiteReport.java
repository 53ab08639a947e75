package io.adpipeline.junit;

import io.adpipeline.report.Console;
import io.adpipeline.report.ResultText;
import io.adpipeline.run.RunResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What all scenarios of one JUnit run came to. JUnit closes it at the end of the run; it prints the verdicts then and
 * tells Allure about the environment. Thread-safe.
 */
final class SuiteReport implements AutoCloseable {

    private static final Namespace NAMESPACE = Namespace.create(SuiteReport.class);

    private final List<RunResult> results = new ArrayList<>();

    /** The one of this JUnit run. */
    static SuiteReport of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(SuiteReport.class, key -> new SuiteReport(), SuiteReport.class);
    }

    synchronized void add(RunResult result) {
        results.add(result);
    }

    @Override
    public synchronized void close() {
        if (!results.isEmpty()) {
            AllureSuite.write(results);
            Console.standard().print("\nall scenarios\n" + ResultText.summary(results));
        }
    }
}

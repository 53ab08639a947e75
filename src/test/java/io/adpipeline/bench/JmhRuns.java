package io.adpipeline.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the JMH methods of a class several times in turns (A B A B), each time in a new JVM, so that a machine that
 * gets slower is slower for all. Used by one thread.
 */
final class JmhRuns {

    private static final int REPEATS = 5;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Map<String, List<Double>> timesNs = new TreeMap<>();
    private final Map<String, List<Double>> allocatedBytes = new TreeMap<>();

    private JmhRuns() {}

    /**
     * Runs them.
     *
     * @throws RunnerException if a method or its set-up fails
     */
    static JmhRuns of(Class<?> methods, BenchOptions options) throws RunnerException {
        JmhRuns runs = new JmhRuns();
        for (int repeat = 0; repeat < options.repeats(REPEATS); repeat++) {
            runs.add(new Runner(once(methods)).run());
        }
        return runs;
    }

    private static Options once(Class<?> methods) {
        return new OptionsBuilder()
                .include(methods.getName().replace('$', '.') + "\\.")
                .forks(1)
                // as the load generator's JVM
                .jvmArgs("-Xms384m", "-Xmx1g", "-Xmn192m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private void add(Collection<RunResult> results) {
        for (RunResult result : results) {
            String name = name(result);
            add(timesNs, name, result.getPrimaryResult());
            add(allocatedBytes, name, result.getSecondaryResults().get(ALLOCATED));
        }
    }

    /** The method's name, and the values of its parameters. */
    private static String name(RunResult result) {
        StringBuilder name = new StringBuilder(result.getPrimaryResult().getLabel());
        result.getParams()
                .getParamsKeys()
                .forEach(key -> name.append(' ').append(result.getParams().getParam(key)));
        return name.toString();
    }

    private static void add(Map<String, List<Double>> values, String name, Result<?> result) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(result.getScore());
    }

    /** Time of one call. */
    Series timeNs(String label, String method) {
        return new Series(label, "ns", of(timesNs, method));
    }

    /** What one call allocates. */
    Series allocated(String label, String method) {
        return new Series(label, "B", of(allocatedBytes, method));
    }

    private static List<Double> of(Map<String, List<Double>> values, String method) {
        List<Double> found = values.get(method);
        if (found == null) {
            throw new IllegalStateException("no results of '%s', only of %s".formatted(method, values.keySet()));
        }
        return found;
    }
}

package io.adpipeline.bench;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.latency.Statistic;
import io.adpipeline.load.LoadReport;
import io.adpipeline.slo.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The load that the project comes from, 40,000 events/s in windows of 10 s, in both output modes, and how late the
 * generator was beside a busy Spark. Ordinary runs with the shipped scenario; a pair takes about four minutes.
 */
final class OriginalLoad implements Benchmark {

    private static final int REPEATS = 5;
    private static final List<String> MODES = List.of("update", "append");

    @Override
    public List<Comparison> run(BenchOptions options) throws InterruptedException {
        ScenarioRuns runs =
                new ScenarioRuns(ScenarioRuns.SHIPPED, options.directory().resolve(name()));
        List<List<RunResult>> results = MODES.stream()
                .map(mode -> (List<RunResult>) new ArrayList<RunResult>())
                .toList();
        for (int repeat = 0; repeat < options.repeats(REPEATS); repeat++) {
            for (int i = 0; i < MODES.size(); i++) {
                // measured here, and not judged
                results.get(i)
                        .add(runs.run(
                                "uniform",
                                Map.of(
                                        "outputMode",
                                        MODES.get(i),
                                        "warmup",
                                        "30s",
                                        "window",
                                        "10s",
                                        "tail",
                                        "5s",
                                        "slo.perEvent.p90",
                                        "60s",
                                        "slo.endToEnd.p90",
                                        "60s",
                                        "slo.windowClose.p90",
                                        "60s")));
            }
        }
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < MODES.size(); i++) {
            String what = "40,000 events/s, %s, ".formatted(MODES.get(i));
            comparisons.add(figure(what + "endToEnd P90", results.get(i), p90(Metric.END_TO_END), 800));
            comparisons.add(figure(what + "windowClose P90", results.get(i), p90(Metric.WINDOW_CLOSE), 1_200));
            comparisons.add(figure(what + "schedule lag P99", results.get(i), lag(Statistic.P99), 5));
            comparisons.add(figure(what + "schedule lag P99.9", results.get(i), lag(Statistic.P999), 20));
        }
        return comparisons;
    }

    private static Comparison figure(
            String what, List<RunResult> runs, ToDoubleFunction<RunResult> figureMs, double mostMs) {
        return Comparison.alone(
                        what,
                        new Series(
                                "spark",
                                "ms",
                                runs.stream().mapToDouble(figureMs).boxed().toList()))
                .withTarget(Target.oursAtMost(mostMs, "ms"));
    }

    private static ToDoubleFunction<RunResult> p90(Metric metric) {
        return run -> run.latencies().get(metric).valuesMs().get(Statistic.P90);
    }

    private static ToDoubleFunction<RunResult> lag(Statistic statistic) {
        return run -> run.load().map(LoadReport::scheduleLagMs).orElseThrow().get(statistic);
    }
}

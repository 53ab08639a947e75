package io.adpipeline.bench;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.latency.Statistic;
import io.adpipeline.slo.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Micro-batches and latency at a small load: the reference pipeline with its own settings against the same with those
 * of Spark's own window-aggregation benchmark. Ordinary runs, oracle included. A pair takes about six minutes.
 */
final class SmallLoadLatency implements Benchmark {

    private static final int REPEATS = 5;
    private static final List<String> NAMES = List.of("small-load", "small-load-stock");
    private static final List<Integer> PERCENTILES = List.of(50, 90, 99);

    /** Figures of one run, ms. */
    private record Figures(List<Double> batchMs, double endToEndP90Ms) {}

    @Override
    public List<Comparison> run(BenchOptions options) throws InterruptedException {
        List<List<Figures>> figures = NAMES.stream()
                .map(name -> (List<Figures>) new ArrayList<Figures>())
                .toList();
        ScenarioRuns runs =
                new ScenarioRuns(ScenarioRuns.BENCH, options.directory().resolve(name()));
        for (int repeat = 0; repeat < options.repeats(REPEATS); repeat++) {
            for (int i = 0; i < NAMES.size(); i++) {
                figures.get(i).add(measure(runs, NAMES.get(i)));
            }
        }
        return compare(figures.get(0), figures.get(1));
    }

    private static Figures measure(ScenarioRuns runs, String name) throws InterruptedException {
        RunResult result = runs.run(name, Map.of());
        double[] batchesMs = runs.batchesMs(result);
        return new Figures(
                PERCENTILES.stream()
                        .map(percent -> StatUtils.percentile(batchesMs, percent))
                        .toList(),
                result.latencies().get(Metric.END_TO_END).valuesMs().get(Statistic.P90));
    }

    private static List<Comparison> compare(List<Figures> ours, List<Figures> stock) {
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < PERCENTILES.size(); i++) {
            int percentile = i;
            Comparison comparison = Comparison.share(
                    "micro-batch at 1,000 events/s, P" + PERCENTILES.get(i),
                    series(
                            "own settings",
                            ours.stream()
                                    .map(run -> run.batchMs().get(percentile))
                                    .toList()),
                    series(
                            "benchmark's settings",
                            stock.stream()
                                    .map(run -> run.batchMs().get(percentile))
                                    .toList()));
            if (PERCENTILES.get(i) == 90) {
                comparisons.add(comparison.withTarget(Target.ratioAtMost(0.6)));
                comparison = comparison.withTarget(Target.oursAtMost(350, "ms"));
            }
            comparisons.add(comparison);
        }
        comparisons.add(Comparison.share(
                "endToEnd at 1,000 events/s, P90",
                series("own settings", ours.stream().map(Figures::endToEndP90Ms).toList()),
                series(
                        "benchmark's settings",
                        stock.stream().map(Figures::endToEndP90Ms).toList())));
        return comparisons;
    }

    private static Series series(String label, List<Double> valuesMs) {
        return new Series(label, "ms", valuesMs);
    }
}

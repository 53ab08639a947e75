package io.adpipeline.bench;

import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** What the next arrival costs, for each traffic model. */
final class TrafficModels implements Benchmark {

    @Override
    public List<Comparison> run(BenchOptions options) throws RunnerException {
        JmhRuns runs = JmhRuns.of(ArrivalMethods.class, options);
        return Arrays.stream(ArrivalMethods.MODELS)
                .map(model -> Comparison.alone("next arrival, " + model, runs.timeNs(model, "nextNs " + model)))
                .toList();
    }
}

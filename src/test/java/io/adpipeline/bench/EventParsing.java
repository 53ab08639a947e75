package io.adpipeline.bench;

import io.adpipeline.pipeline.spark.ParsingMethods;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** The four fields that the aggregate needs out of an event's bytes: the pipeline's scanner against Jackson. */
final class EventParsing implements Benchmark {

    @Override
    public List<Comparison> run(BenchOptions options) throws RunnerException {
        JmhRuns runs = JmhRuns.of(ParsingMethods.class, options);
        Series ours = runs.timeNs("EventScanner", "ours");
        return List.of(
                Comparison.speed("four fields of an event", ours, runs.timeNs("Jackson JsonParser", "jacksonParser")),
                Comparison.speed("four fields of an event", ours, runs.timeNs("Jackson ObjectReader", "jacksonReader")),
                Comparison.alone("four fields of an event, allocated", runs.allocated("EventScanner", "ours")));
    }
}

package io.adpipeline.bench;

import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** An event to bytes: the generator's hot path against Jackson. */
final class EventEncoding implements Benchmark {

    /** JMH's figure is a rate over a whole iteration, in which the JVM itself allocates a little too. */
    private static final double NOTHING_ELSE = 1.01;

    @Override
    public List<Comparison> run(BenchOptions options) throws RunnerException {
        JmhRuns runs = JmhRuns.of(EncodingMethods.class, options);
        Series ours = runs.timeNs("EventSource", "ours");
        Target five = Target.ratioAtLeast(5);
        Series array = new Series("the array alone", "B", List.of(EncodingMethods.arrayBytes()));
        return List.of(
                Comparison.speed("event to bytes", ours, runs.timeNs("Jackson ObjectWriter", "jacksonWriter"))
                        .withTarget(five),
                Comparison.speed("event to bytes", ours, runs.timeNs("Jackson JsonGenerator", "jacksonGenerator"))
                        .withTarget(five),
                Comparison.share("event to bytes, allocated", runs.allocated("EventSource", "ours"), array)
                        .withTarget(Target.ratioAtMost(NOTHING_ELSE)));
    }
}

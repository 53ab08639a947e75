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
        Reach five = Reach.ratioAtLeast(5);
        Series array = new Series("the array alone", "B", List.of(EncodingMethods.arrayBytes()));
        return List.of(
                Comparison.speed("event to bytes", ours, runs.timeNs("Jackson ObjectWriter", "jacksonWriter"))
                        .wanting(five),
                Comparison.speed("event to bytes", ours, runs.timeNs("Jackson JsonGenerator", "jacksonGenerator"))
                        .wanting(five),
                Comparison.share("event to bytes, allocated", runs.allocated("EventSource", "ours"), array)
                        .wanting(Reach.ratioAtMost(NOTHING_ELSE)));
    }
}

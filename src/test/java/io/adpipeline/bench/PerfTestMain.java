package io.adpipeline.bench;

import io.adpipeline.process.ParentWatch;
import org.apache.kafka.tools.ProducerPerformance;

/** Kafka's own tool as a program that ends with its parent. */
final class PerfTestMain {

    private PerfTestMain() {}

    public static void main(String[] arguments) throws Exception {
        ParentWatch.start(
                line -> {
                    throw new IllegalStateException("nothing is expected from the parent");
                },
                () -> {});
        ProducerPerformance.main(arguments);
    }
}

package io.adpipeline.odd;

import io.adpipeline.run.RunOptions;
import io.adpipeline.run.SampleOptions;
import java.nio.file.Path;
import java.util.Map;

/** The smallest scenario that measures something. */
final class Smallest {

    /** All but how much load, and for how long. */
    static final String YAML = """
            traffic: {model: uniform}
            warmup: 0s
            tail: 500ms
            window: 500ms
            watermark: 1m
            campaigns: 10
            slo:
              perEvent: {mean: 1m}
              scheduleLag: {p99: 1m}
            """;

    /** The whole. */
    static final String WITH_LOAD = YAML + "eventsPerProducer: 300\nduration: 2s\n";

    private Smallest() {}

    /** Runs in a folder, on a Kafka that runs already. */
    static RunOptions options(Path folder, String kafka, Map<String, String> clientProperties) {
        return SampleOptions.of(kafka, clientProperties, folder.resolve("perf"), false);
    }
}

package io.adpipeline.pipeline.spark;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A scenario's settings for this pipeline, sorted by whom they are for.
 *
 * @param spark properties of the Spark session: good ones for a small machine, overridden by every {@code spark.*} key
 * @param source what {@code kafka.source.*} keys say, without that prefix
 * @param sink what {@code kafka.sink.*} keys say, without that prefix
 */
record SparkSettings(Map<String, String> spark, Map<String, String> source, Map<String, String> sink) {

    private static final String SPARK = "spark.";
    private static final String SOURCE = "kafka.source.";
    private static final String SINK = "kafka.sink.";

    SparkSettings {
        spark = Map.copyOf(spark);
        source = Map.copyOf(source);
        sink = Map.copyOf(sink);
    }

    /**
     * Sorts settings.
     *
     * @param settings as written in the scenario
     * @param workDirectory where Spark may write
     * @throws IllegalArgumentException if a key has none of the three prefixes
     */
    static SparkSettings of(Map<String, String> settings, Path workDirectory) {
        Map<String, String> spark = new TreeMap<>(SparkDefaults.in(workDirectory));
        Map<String, String> source = new TreeMap<>();
        Map<String, String> sink = new TreeMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(SPARK)) {
                spark.put(key, value);
            } else if (key.startsWith(SOURCE)) {
                source.put(key.substring(SOURCE.length()), value);
            } else if (key.startsWith(SINK)) {
                sink.put(key.substring(SINK.length()), value);
            } else {
                throw new IllegalArgumentException(
                        "a setting of the pipeline 'spark' must start with %s, %s or %s, was '%s'"
                                .formatted(SPARK, SOURCE, SINK, key));
            }
        });
        return new SparkSettings(spark, source, sink);
    }
}

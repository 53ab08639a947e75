package io.adpipeline.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What each setting of the reference pipeline is worth: micro-batches with all of them, against micro-batches with one
 * of them taken back to what Spark or Kafka has, or with another choice. Ordinary runs at 40,000 events/s, oracle
 * included, each run in a fresh JVM. Every other round goes backwards, so that none is always the first.
 */
final class SettingsTakenBack implements Benchmark {

    private static final int REPEATS = 4;
    private static final String SCENARIO = "own-settings";
    private static final String SPARK_SQL = "settings.spark.sql.";
    private static final String SOURCE = "settings.kafka.source.";

    /** What is taken back, by what it is called. */
    private static final Map<String, Map<String, String>> TAKEN_BACK = takenBack();

    private static final String OWN = "own settings";

    static Map<String, Map<String, String>> takenBack() {
        Map<String, Map<String, String>> settings = new LinkedHashMap<>();
        settings.put(
                "Hadoop's file system",
                Map.of(
                        "settings.spark.hadoop.fs.file.impl",
                        "org.apache.hadoop.fs.LocalFileSystem",
                        SPARK_SQL + "streaming.checkpointFileManagerClass",
                        "org.apache.spark.sql.execution.streaming.FileContextBasedCheckpointFileManager"));
        settings.put("200 shuffle partitions", Map.of(SPARK_SQL + "shuffle.partitions", "200"));
        settings.put("2 shuffle partitions", Map.of(SPARK_SQL + "shuffle.partitions", "2"));
        settings.put("projections generated", Map.of(SPARK_SQL + "codegen.factoryMode", "FALLBACK"));
        settings.put(
                "Kafka's fetches",
                Map.of(
                        SOURCE + "fetch.max.wait.ms", "500",
                        SOURCE + "max.partition.fetch.bytes", "1048576",
                        SOURCE + "max.poll.records", "500",
                        SOURCE + "receive.buffer.bytes", "65536"));
        settings.put(
                "UI and long histories",
                Map.of(
                        "settings.spark.ui.enabled",
                        "true",
                        "settings.spark.ui.retainedJobs",
                        "1000",
                        "settings.spark.ui.retainedStages",
                        "1000",
                        SPARK_SQL + "ui.retainedExecutions",
                        "1000",
                        SPARK_SQL + "streaming.minBatchesToRetain",
                        "100"));
        return settings;
    }

    @Override
    public List<Comparison> run(BenchOptions options) throws InterruptedException {
        ScenarioRuns runs =
                new ScenarioRuns(ScenarioRuns.BENCH, options.directory().resolve(name()));
        Map<String, Map<String, String>> variants = new LinkedHashMap<>();
        variants.put(OWN, Map.of());
        variants.putAll(TAKEN_BACK);
        List<String> order = new ArrayList<>(variants.keySet());
        Map<String, List<Double>> batchesMs = new TreeMap<>();
        for (int repeat = 0; repeat < options.repeats(REPEATS); repeat++) {
            for (String name : order) {
                batchesMs.computeIfAbsent(name, key -> new ArrayList<>()).add(medianBatchMs(runs, variants.get(name)));
            }
            Collections.reverse(order);
        }
        return TAKEN_BACK.keySet().stream()
                .map(name -> Comparison.share(
                        "micro-batch at 40,000 events/s, P50", series(OWN, batchesMs), series(name, batchesMs)))
                .toList();
    }

    private static Series series(String name, Map<String, List<Double>> batchesMs) {
        return new Series(name, "ms", batchesMs.get(name));
    }

    private static double medianBatchMs(ScenarioRuns runs, Map<String, String> keys) throws InterruptedException {
        return StatUtils.percentile(runs.batchesMs(runs.run(SCENARIO, keys)), 50);
    }
}

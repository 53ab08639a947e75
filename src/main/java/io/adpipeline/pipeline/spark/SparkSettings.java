package io.adpipeline.pipeline.spark;

import com.globalmentor.apache.hadoop.fs.BareLocalFileSystem;
import io.adpipeline.kafka.Secrets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.execution.streaming.FileSystemBasedCheckpointFileManager;

/**
 * A scenario's settings for this pipeline, sorted by whom they are for.
 *
 * @param spark properties of the Spark session: good ones for a small machine, overridden by every {@code spark.*} key
 * @param source what {@code kafka.source.*} keys say, without that prefix
 * @param sink what {@code kafka.sink.*} keys say, without that prefix
 */
record SparkSettings(Map<String, String> spark, Map<String, String> source, Map<String, String> sink) {

    static final String SOURCE = "kafka.source.";
    static final String SINK = "kafka.sink.";
    private static final String MASTER = "spark.master";
    private static final Pattern LOCAL = Pattern.compile("local(\\[.*])?");

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
     */
    static SparkSettings of(Map<String, String> settings, Path workDirectory) {
        Map<String, String> spark = new TreeMap<>(defaults(workDirectory));
        Map<String, String> source = new TreeMap<>();
        Map<String, String> sink = new TreeMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(SOURCE)) {
                source.put(key.substring(SOURCE.length()), value);
            } else if (key.startsWith(SINK)) {
                sink.put(key.substring(SINK.length()), value);
            } else {
                spark.put(key, value);
            }
        });
        return new SparkSettings(spark, source, sink);
    }

    /** On a cluster neither this JVM's jars nor its folders nor its loopback would be the executors'. */
    static Optional<String> obstacle(Map<String, String> settings) {
        return Optional.ofNullable(settings.get(MASTER))
                .filter(master -> !LOCAL.matcher(master).matches())
                .map(master ->
                        ("%s must be local[N] or local[*], was '%s'. To use a cluster, run the job as a command with "
                                        + "spark-submit: see docs/CLUSTER.md")
                                .formatted(MASTER, master));
    }

    /** Properties that make short micro-batches on a machine with few cores; all that Spark writes is kept in that folder. */
    static Map<String, String> defaults(Path workDirectory) {
        Path folder = workDirectory.toAbsolutePath();
        Map<String, String> defaults = new TreeMap<>(everywhere());
        defaults.put("spark.app.name", "adpipeline");
        defaults.put(MASTER, "local[*]");
        // everything is in one JVM: nobody else needs to find or reach it
        defaults.put("spark.driver.host", "127.0.0.1");
        defaults.put("spark.driver.bindAddress", "127.0.0.1");

        defaults.put("spark.local.dir", localDirectory(folder.resolve("scratch")));
        defaults.put("spark.sql.warehouse.dir", hadoopPath(folder.resolve("warehouse")));
        // Hadoop's own local file system forks a chmod for each checkpoint file: 40 to 100 ms a commit, not 1 to 5
        defaults.put("spark.hadoop.fs.file.impl", BareLocalFileSystem.class.getName());
        defaults.put(
                "spark.sql.streaming.checkpointFileManagerClass", FileSystemBasedCheckpointFileManager.class.getName());

        defaults.put("spark.ui.enabled", "false");
        defaults.put("spark.ui.showConsoleProgress", "false");
        // a batch makes a job, two stages and an execution; nobody looks at the old ones
        defaults.put("spark.ui.retainedJobs", "20");
        defaults.put("spark.ui.retainedStages", "20");
        defaults.put("spark.sql.ui.retainedExecutions", "20");
        defaults.put("spark.sql.streaming.minBatchesToRetain", "10");
        // an idle producer asks for its topic again after nine minutes, and some clusters then make a deleted one anew
        defaults.put("spark.kafka.producer.cache.timeout", "1m");
        defaults.put("spark.kafka.producer.cache.evictorThreadRunInterval", "10s");
        return defaults;
    }

    /** Those that are good wherever Spark runs. */
    static Map<String, String> everywhere() {
        Map<String, String> defaults = new TreeMap<>();
        defaults.put("spark.sql.session.timeZone", "UTC");
        // Kafka's JAAS lines and TLS stores would pass Spark's own expression
        defaults.put("spark.redaction.regex", "(?i)" + Secrets.NAMES + "|sasl[.]|ssl[.]");
        // each partition costs a task, a state file and a producer flush in every batch, and the tasks before the
        // shuffle have left only a few rows
        defaults.put("spark.sql.shuffle.partitions", "1");
        // for these few rows a task takes longer to generate the source of a projection than to interpret it; what
        // passes every event is generated all the same, by stages
        defaults.put("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        // streaming queries have none; said here, so that Spark need not warn of it at every start
        defaults.put("spark.sql.adaptive.enabled", "false");
        // closing must not hang on a query that hangs, as one does whose Kafka is dead
        defaults.put("spark.sql.streaming.stopTimeout", "10s");
        return defaults;
    }

    /** Spark splits this one at commas. What it writes into the system's folder for temporary files it removes itself. */
    private static String localDirectory(Path scratch) {
        return scratch.toString().contains(",") ? System.getProperty("java.io.tmpdir") : scratch.toString();
    }

    /**
     * A folder as Spark reads it: plain text, in which no character stands for another. The text of a URI would be
     * escaped a second time.
     */
    static String hadoopPath(Path folder) {
        return new org.apache.hadoop.fs.Path(folder.toAbsolutePath().toUri()).toString();
    }
}

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
 * A scenario's settings for this pipeline, split into those for the session, the source and the sink.
 *
 * @param spark properties of the Spark session: defaults for a small machine, overridden by every {@code spark.*} key
 * @param source settings with a {@code kafka.source.*} key, without that prefix
 * @param sink settings with a {@code kafka.sink.*} key, without that prefix
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
     * Splits settings by their prefixes, and adds the defaults.
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

    /** Requires a local master: the executors of a cluster would not have this JVM's jars, folders and loopback. */
    Optional<String> obstacle() {
        return Optional.ofNullable(spark.get(MASTER))
                .filter(master -> !LOCAL.matcher(master).matches())
                .map(master ->
                        ("%s must be local[N] or local[*], was '%s'. To use a cluster, run the job as a command with "
                                        + "spark-submit: see docs/CLUSTER.md")
                                .formatted(MASTER, master));
    }

    /** Properties for short micro-batches on a machine with few cores; Spark writes into the given folder. */
    static Map<String, String> defaults(Path workDirectory) {
        Path folder = workDirectory.toAbsolutePath();
        Map<String, String> defaults = new TreeMap<>(everywhere());
        defaults.put("spark.app.name", "adpipeline");
        defaults.put(MASTER, "local[*]");
        // driver and executor share one JVM: no other process needs to reach it
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
        // a batch adds a job, two stages and an execution; nobody looks at old ones
        defaults.put("spark.ui.retainedJobs", "20");
        defaults.put("spark.ui.retainedStages", "20");
        defaults.put("spark.sql.ui.retainedExecutions", "20");
        defaults.put("spark.sql.streaming.minBatchesToRetain", "10");
        // an idle producer asks for its topic again after nine minutes, and some clusters then recreate a deleted topic
        defaults.put("spark.kafka.producer.cache.timeout", "1m");
        defaults.put("spark.kafka.producer.cache.evictorThreadRunInterval", "10s");
        return defaults;
    }

    /** Default properties for any Spark master. */
    static Map<String, String> everywhere() {
        Map<String, String> defaults = new TreeMap<>();
        defaults.put("spark.sql.session.timeZone", "UTC");
        // Spark's own expression would not redact Kafka's JAAS lines and TLS stores
        defaults.put("spark.redaction.regex", "(?i)" + Secrets.NAMES + "|sasl[.]|ssl[.]");
        // each partition costs a task, a state file and a producer flush in every batch, and the tasks before the
        // shuffle have left only a few rows
        defaults.put("spark.sql.shuffle.partitions", "1");
        // for these few rows a task takes longer to generate the source of a projection than to interpret it; the code
        // that handles every event is generated all the same, once per stage
        defaults.put("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        // streaming queries do not support it; set here, so that Spark does not warn at every start
        defaults.put("spark.sql.adaptive.enabled", "false");
        // closing must not wait for ever for a query that hangs because its Kafka is dead
        defaults.put("spark.sql.streaming.stopTimeout", "10s");
        return defaults;
    }

    /** Spark splits this setting at commas. It removes its own files from the system's temporary folder. */
    private static String localDirectory(Path scratch) {
        return scratch.toString().contains(",") ? System.getProperty("java.io.tmpdir") : scratch.toString();
    }

    /**
     * A folder in the form that Spark reads: unescaped text. Spark would escape the text of a URI a second time.
     */
    static String hadoopPath(Path folder) {
        return new org.apache.hadoop.fs.Path(folder.toAbsolutePath().toUri()).toString();
    }
}

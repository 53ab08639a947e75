package io.adpipeline.pipeline.spark;

import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.PipelineUnderTest;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.pipeline.spark.SparkRunningPipeline.ProgressRecorder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * The reference pipeline: Spark Structured Streaming in micro-batches, in this JVM.
 *
 * <p>{@code kafka.source.*} and {@code kafka.sink.*} are consumer and producer properties of its source and sink.
 */
public final class SparkPipeline implements PipelineUnderTest {

    private static final long MIB = 1 << 20;
    /** Spark's UnifiedMemoryManager requires 1.5 times the 300 MiB that it reserves. */
    private static final long LEAST_HEAP_BYTES = 450 * MIB;

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public Set<String> settings() {
        return Set.of("spark.*", SparkSettings.SOURCE + "*", SparkSettings.SINK + "*");
    }

    @Override
    public Optional<String> obstacle(Map<String, String> settings) {
        SparkSettings wanted = SparkSettings.of(settings, Path.of(""));
        return wanted.obstacle()
                .or(() -> KafkaOptions.obstacle(wanted))
                .or(() -> obstacle(
                        System.getProperty("user.name"), Runtime.getRuntime().maxMemory()));
    }

    /**
     * Why Spark cannot start with a user and a heap; Spark itself would fail without saying why.
     *
     * @param user name of the user; Java gives "?" for a user id without a name
     * @param heapBytes the JVM's largest heap
     */
    static Optional<String> obstacle(String user, long heapBytes) {
        if (user == null || user.isEmpty() || user.equals("?")) {
            return Optional.of("Spark needs a user with a name, this one has only an id: give it a line in "
                    + "/etc/passwd, or run as another user");
        }
        if (heapBytes < LEAST_HEAP_BYTES) {
            return Optional.of(
                    ("Spark needs a heap of %d MiB, this JVM has %d: set ADPIPELINE_HEAP=2g for the program, "
                                    + "-Dperf.heap=2g for Maven")
                            .formatted(LEAST_HEAP_BYTES / MIB, heapBytes / MIB));
        }
        return Optional.empty();
    }

    /**
     * Starts Spark and the query; the first micro-batch follows in the background.
     *
     * @throws IllegalStateException if Spark does not start, for one because another Spark runs in this JVM already
     * @throws TimeoutException if the query does not start in time
     */
    @Override
    public RunningPipeline start(PipelineContext context) throws TimeoutException {
        SparkSettings settings = SparkSettings.of(context.settings(), context.workDirectory());
        CountsQuery query = new CountsQuery(
                context,
                settings,
                SparkSettings.hadoopPath(context.workDirectory().resolve("checkpoint")));

        SparkSession session = SparkSessions.open(settings.spark());
        RunningPipeline running = null;
        try {
            running = run(session, query, context);
            return running;
        } finally {
            if (running == null) {
                SparkSessions.close(session);
            }
        }
    }

    private static RunningPipeline run(SparkSession session, CountsQuery query, PipelineContext context)
            throws TimeoutException {
        LongAccumulator malformed = session.sparkContext().longAccumulator("malformed records");
        ProgressRecorder progress = new ProgressRecorder();
        session.streams().addListener(progress);
        return new SparkRunningPipeline(
                session, query.start(session, malformed), progress, malformed, details(session, context));
    }

    private static Map<String, String> details(SparkSession session, PipelineContext context) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("spark.version", session.version());
        for (String property : List.of(
                "spark.master", "spark.sql.shuffle.partitions", "spark.sql.streaming.stateStore.providerClass")) {
            details.put(property, session.conf().get(property));
        }
        details.put("outputMode", context.outputMode().name().toLowerCase(Locale.ROOT));
        Duration trigger = context.trigger();
        details.put("trigger", trigger.isZero() ? "as fast as possible" : trigger.toMillis() + " ms");
        return details;
    }
}

package io.adpipeline.pipeline.spark;

import io.adpipeline.kafka.Secrets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reference pipeline as a program for {@code spark-submit}, which decides where Spark runs. It runs until SIGTERM.
 * Exit code 1: the job did not start or its query failed; 2: the command line is wrong. See {@link JobArguments}.
 */
public final class WindowedCountsJob {

    private static final Logger LOG = LoggerFactory.getLogger(WindowedCountsJob.class);

    private static final int FAILED = 1;
    private static final int USAGE = 2;
    /** A priority above that of Spark's own shutdown hook: a query whose Spark is gone would fail. */
    private static final int BEFORE_SPARK = 100;

    private WindowedCountsJob() {}

    public static void main(String[] words) {
        JobArguments arguments;
        try {
            arguments = JobArguments.parse(words);
        } catch (IllegalArgumentException e) {
            end(USAGE, e.getMessage() + '\n' + JobArguments.USAGE);
            return;
        }
        SparkConf conf = new SparkConf();
        SparkSettings.everywhere().forEach(conf::setIfMissing);
        try {
            run(arguments, conf).ifPresent(failure -> end(FAILED, "the query failed: " + failure));
        } catch (Exception e) {
            // Spark is Scala: it throws checked exceptions that its methods do not declare
            end(
                    FAILED,
                    "the job does not start on spark.master '%s': %s"
                            .formatted(conf.get("spark.master", ""), cause(e, arguments)));
        }
    }

    /** Runs until SIGTERM and returns empty; returns the reason if it ends otherwise. */
    private static Optional<String> run(JobArguments arguments, SparkConf conf) throws TimeoutException {
        CountsQuery counts = new CountsQuery(
                arguments.context(), new SparkSettings(Map.of(), Map.of(), Map.of()), arguments.checkpoint());
        SparkSession session = SparkSession.builder().config(conf).getOrCreate();
        StreamingQuery query = counts.start(session, session.sparkContext().longAccumulator("malformed records"));
        AtomicBoolean atWork = new AtomicBoolean(true);
        Runnable onShutdown = () -> {
            if (atWork.getAndSet(false)) { // the hook also runs when a failed job exits
                stop(query);
            }
        };
        ShutdownHookManager.get().addShutdownHook(onShutdown, BEFORE_SPARK);
        String failure = "it was stopped from outside";
        try {
            query.awaitTermination();
        } catch (StreamingQueryException e) {
            failure = cause(e, arguments);
        }
        return atWork.getAndSet(false) ? Optional.of(failure) : Optional.empty();
    }

    private static String cause(Exception failure, JobArguments arguments) {
        return Secrets.of(arguments.context().kafka())
                .redact(ExceptionUtils.getRootCause(failure).toString());
    }

    /** The reason comes last in the log, where the suite looks for it. */
    private static void end(int exitCode, String reason) {
        System.err.println(reason);
        System.exit(exitCode);
    }

    private static void stop(StreamingQuery query) {
        try {
            query.stop();
            System.err.println("the query was stopped, as asked");
        } catch (TimeoutException e) {
            LOG.warn("the query did not stop in time: {}", e.getMessage());
        }
    }
}

package io.adpipeline.pipeline.spark;

import io.adpipeline.kafka.Secrets;
import java.util.Map;
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
 * The reference pipeline as a program for {@code spark-submit}, which says where Spark runs. It runs until SIGTERM; exit
 * code 1 is a query that failed, 2 a wrong command line. See {@link JobArguments}.
 */
public final class WindowedCountsJob {

    private static final Logger LOG = LoggerFactory.getLogger(WindowedCountsJob.class);

    private static final int FAILED = 1;
    private static final int USAGE = 2;
    /** Above that of Spark's own hook: a query whose Spark is gone would fail. */
    private static final int BEFORE_SPARK = 100;

    private WindowedCountsJob() {}

    public static void main(String[] words) throws TimeoutException {
        JobArguments arguments;
        try {
            arguments = JobArguments.parse(words);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + '\n' + JobArguments.USAGE);
            System.exit(USAGE);
            return;
        }
        run(arguments);
    }

    private static void run(JobArguments arguments) throws TimeoutException {
        CountsQuery counts = new CountsQuery(
                arguments.context(), new SparkSettings(Map.of(), Map.of(), Map.of()), arguments.checkpoint());
        SparkConf conf = new SparkConf();
        SparkSettings.everywhere().forEach(conf::setIfMissing);
        SparkSession session = SparkSession.builder().config(conf).getOrCreate();
        StreamingQuery query = counts.start(session, session.sparkContext().longAccumulator("malformed records"));
        AtomicBoolean asked = new AtomicBoolean();
        ShutdownHookManager.get()
                .addShutdownHook(
                        () -> {
                            asked.set(true);
                            stop(query);
                        },
                        BEFORE_SPARK);
        String failure = "it was stopped from outside";
        try {
            query.awaitTermination();
        } catch (StreamingQueryException e) {
            failure = Secrets.of(arguments.context().kafka())
                    .redact(ExceptionUtils.getRootCause(e).toString());
        }
        if (!asked.get()) {
            session.stop();
            System.err.println("the query failed: " + failure);
            System.exit(FAILED);
        }
    }

    private static void stop(StreamingQuery query) {
        try {
            query.stop();
        } catch (TimeoutException e) {
            LOG.warn("the query did not stop in time: {}", e.getMessage());
        }
    }
}

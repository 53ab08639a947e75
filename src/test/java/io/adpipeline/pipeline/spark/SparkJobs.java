package io.adpipeline.pipeline.spark;

import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.pipeline.spark.SparkRunningPipeline.ProgressRecorder;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.util.LongAccumulator;

/** Other computations in the reference pipeline's surroundings, and its own computation elsewhere. Stateless. */
public final class SparkJobs {

    private SparkJobs() {}

    /** The reference pipeline's computation, from Kafka source rows to Kafka sink rows. */
    public static UnaryOperator<Dataset<Row>> reference(SparkSession session, long windowMs, long watermarkMs) {
        LongAccumulator malformed = session.sparkContext().longAccumulator("malformed records");
        return records -> new WindowedCounts(windowMs, watermarkMs).of(records, malformed);
    }

    /** The reference pipeline's Spark. */
    public static SparkSession open(PipelineContext context) {
        return SparkSessions.open(
                SparkSettings.of(context.settings(), context.workDirectory()).spark());
    }

    /** Starts the given computation where the reference pipeline has its own; it counts no malformed records. */
    public static RunningPipeline start(PipelineContext context, UnaryOperator<Dataset<Row>> computation)
            throws TimeoutException {
        SparkSettings settings = SparkSettings.of(context.settings(), context.workDirectory());
        Map<String, String> source = KafkaOptions.source(context, settings.source());
        Map<String, String> sink = KafkaOptions.sink(context, settings.sink());
        SparkSession session = SparkSessions.open(settings.spark());
        RunningPipeline running = null;
        try {
            ProgressRecorder progress = new ProgressRecorder();
            session.streams().addListener(progress);
            StreamingQuery query = computation
                    .apply(session.readStream().format("kafka").options(source).load())
                    .writeStream()
                    .format("kafka")
                    .options(sink)
                    .option(
                            "checkpointLocation",
                            context.workDirectory()
                                    .resolve("checkpoint")
                                    .toUri()
                                    .toString())
                    .outputMode(mode(context.outputMode()))
                    .trigger(Trigger.ProcessingTime(context.trigger().toMillis()))
                    .start();
            LongAccumulator none = session.sparkContext().longAccumulator("malformed records");
            running = new SparkRunningPipeline(
                    session, query, progress, none, Map.of("spark.version", session.version()));
            return running;
        } finally {
            if (running == null) {
                SparkSessions.close(session);
            }
        }
    }

    /** The same with other settings. */
    public static PipelineContext withSettings(PipelineContext context, Map<String, String> settings) {
        return new PipelineContext(
                context.kafka(),
                context.eventsTopic(),
                context.resultsTopic(),
                context.window(),
                context.watermark(),
                context.outputMode(),
                context.trigger(),
                settings,
                context.workDirectory());
    }

    private static String mode(OutputMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}

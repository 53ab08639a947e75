package io.adpipeline.pipeline.spark;

import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineContext;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.util.LongAccumulator;

/** The query from the events topic to the results topic, for any Spark master. Immutable. */
final class CountsQuery {

    private final WindowedCounts counts;
    private final Map<String, String> source;
    private final Map<String, String> sink;
    private final OutputMode outputMode;
    private final Trigger trigger;
    private final String checkpoint;

    /**
     * @param checkpoint folder or URI for the query's progress and state; all of Spark's JVMs must see it
     * @throws IllegalArgumentException if a Kafka setting is unknown
     */
    CountsQuery(PipelineContext context, SparkSettings settings, String checkpoint) {
        this.counts = new WindowedCounts(
                context.window().toMillis(), context.watermark().toMillis());
        this.source = KafkaOptions.source(context, settings.source());
        this.sink = KafkaOptions.sink(context, settings.sink());
        this.outputMode = context.outputMode();
        this.trigger = Trigger.ProcessingTime(context.trigger().toMillis());
        this.checkpoint = checkpoint;
    }

    /**
     * Starts the query; the first micro-batch follows in the background.
     *
     * @param malformed counts records that are no events
     * @throws TimeoutException if the query does not start in time
     */
    StreamingQuery start(SparkSession session, LongAccumulator malformed) throws TimeoutException {
        Dataset<Row> records =
                session.readStream().format("kafka").options(source).load();
        return counts.of(records, malformed)
                .writeStream()
                .format("kafka")
                .options(sink)
                .option("checkpointLocation", checkpoint)
                .outputMode(outputMode == OutputMode.APPEND ? "append" : "update")
                .trigger(trigger)
                .start();
    }
}

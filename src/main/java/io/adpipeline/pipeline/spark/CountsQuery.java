package io.adpipeline.pipeline.spark;

import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineContext;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.util.LongAccumulator;

/**
 * The query from the events topic to the results topic, for any Spark master.
 *
 * @param context of the run
 * @param settings of Spark's source and sink
 * @param checkpoint folder or URI for the query's progress and state; all of Spark's JVMs must see it
 */
record CountsQuery(PipelineContext context, SparkSettings settings, String checkpoint) {

    /**
     * Starts the query; the first micro-batch follows in the background.
     *
     * @param malformed counts records that are no events
     * @throws TimeoutException if the query does not start in time
     */
    StreamingQuery start(SparkSession session, LongAccumulator malformed) throws TimeoutException {
        Dataset<Row> records = session.readStream()
                .format("kafka")
                .options(KafkaOptions.source(context, settings.source()))
                .load();
        return new WindowedCounts(
                        context.window().toMillis(), context.watermark().toMillis())
                .of(records, malformed)
                .writeStream()
                .format("kafka")
                .options(KafkaOptions.sink(context, settings.sink()))
                .option("checkpointLocation", checkpoint)
                .outputMode(context.outputMode() == OutputMode.APPEND ? "append" : "update")
                .trigger(Trigger.ProcessingTime(context.trigger().toMillis()))
                .start();
    }
}

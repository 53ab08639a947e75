package io.adpipeline.pipeline.spark;

import static io.adpipeline.pipeline.spark.PartialAggregation.CAMPAIGN_ID;
import static io.adpipeline.pipeline.spark.PartialAggregation.CLICKS;
import static io.adpipeline.pipeline.spark.PartialAggregation.MAX_APPEND_TIME;
import static io.adpipeline.pipeline.spark.PartialAggregation.MAX_EVENT_TIME_NS;
import static io.adpipeline.pipeline.spark.PartialAggregation.MAX_PRODUCE_TIME;
import static io.adpipeline.pipeline.spark.PartialAggregation.PURCHASES;
import static io.adpipeline.pipeline.spark.PartialAggregation.VIEWS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_millis;
import static org.apache.spark.sql.functions.window;

import org.apache.spark.TaskContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.LongAccumulator;

/**
 * Turns Kafka records with events into Kafka records with counts per tumbling window and campaign.
 *
 * @param windowMs size of the windows in ms, above 0
 * @param watermarkMs how long after its end a window still takes events, ms, from 0
 */
record WindowedCounts(long windowMs, long watermarkMs) {

    /** The local property in which a task finds its micro-batch's number; Spark's MicroBatchExecution.BATCH_ID_KEY. */
    private static final String BATCH_ID_PROPERTY = "streaming.sql.batchId";

    private static final String EVENT_TIME = "event_time";
    private static final String WINDOW = "window";

    /**
     * The results of a stream of events.
     *
     * @param records Kafka source rows: {@code value} and {@code timestamp} are read
     * @param malformed counts records that are no events
     * @return rows for the Kafka sink: {@code key} and {@code value}
     */
    Dataset<Row> of(Dataset<Row> records, LongAccumulator malformed) {
        return counted(partial(records, malformed)).select(key().as("key"), json().as("value"));
    }

    private Dataset<Row> partial(Dataset<Row> records, LongAccumulator malformed) {
        return records.select(
                        col("value").as("_1"), unix_millis(col("timestamp")).as("_2"))
                .as(Encoders.tuple(Encoders.BINARY(), Encoders.LONG()))
                .mapPartitions(new PartialAggregation(windowMs, malformed), PartialAggregation.encoder());
    }

    private Dataset<Row> counted(Dataset<Row> partial) {
        return partial
                // integer division: a double cannot hold today's epoch nanoseconds exactly
                .withColumn(EVENT_TIME, timestamp_micros(expr(MAX_EVENT_TIME_NS + " div 1000")))
                .withWatermark(EVENT_TIME, watermarkMs + " milliseconds")
                .groupBy(window(col(EVENT_TIME), windowMs + " milliseconds").as(WINDOW), col(CAMPAIGN_ID))
                .agg(
                        sum(VIEWS).as(VIEWS),
                        sum(CLICKS).as(CLICKS),
                        sum(PURCHASES).as(PURCHASES),
                        max(MAX_PRODUCE_TIME).as(MAX_PRODUCE_TIME),
                        max(MAX_EVENT_TIME_NS).as(MAX_EVENT_TIME_NS),
                        max(MAX_APPEND_TIME).as(MAX_APPEND_TIME));
    }

    private static Column key() {
        return concat_ws("-", unix_millis(col(WINDOW + ".start")), col(CAMPAIGN_ID));
    }

    private static Column json() {
        return to_json(struct(
                unix_millis(col(WINDOW + ".start")).as("window_start"),
                unix_millis(col(WINDOW + ".end")).as("window_end"),
                col(CAMPAIGN_ID),
                col(VIEWS).plus(col(CLICKS)).plus(col(PURCHASES)).as("event_count"),
                col(VIEWS),
                col(CLICKS),
                col(PURCHASES),
                col(MAX_PRODUCE_TIME),
                col(MAX_EVENT_TIME_NS),
                col(MAX_APPEND_TIME),
                inTask(WindowedCounts::batchId).as("batch_id"),
                inTask(System::currentTimeMillis).as("emit_time")));
    }

    /** A value that the task takes for each row as it hands it to the sink; Spark must not fold or move the call. */
    private static Column inTask(UDF0<Long> source) {
        return udf(source, DataTypes.LongType).asNondeterministic().apply();
    }

    private static long batchId() {
        return Long.parseLong(TaskContext.get().getLocalProperty(BATCH_ID_PROPERTY));
    }
}

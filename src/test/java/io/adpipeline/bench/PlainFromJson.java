package io.adpipeline.bench;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.unix_millis;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.window;

import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.PipelineUnderTest;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.pipeline.spark.SparkJobs;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The same counts as most would write them: {@code from_json}, a watermark, a grouping, an aggregate. In the reference
 * pipeline's surroundings and with its settings, so that only the computation differs, but for one: projections are
 * generated, as is Spark's habit, since here all events pass them. For well-formed events only; rows do not tell their
 * micro-batch. Immutable.
 */
public final class PlainFromJson implements PipelineUnderTest {

    /** No field more than the counts need: each costs time. */
    private static final String EVENT = "event_type STRING, event_time_ns BIGINT, campaign_id INT, produce_time BIGINT";

    /** What Spark does unless told otherwise. */
    static final String PROJECTIONS = "FALLBACK";

    @Override
    public String name() {
        return "plain-from-json";
    }

    @Override
    public Set<String> settings() {
        return Set.of("spark.*");
    }

    @Override
    public RunningPipeline start(PipelineContext context) throws TimeoutException {
        return SparkJobs.start(
                withGeneratedProjections(context),
                records -> of(
                        records,
                        context.window().toMillis(),
                        context.watermark().toMillis()));
    }

    private static PipelineContext withGeneratedProjections(PipelineContext context) {
        Map<String, String> settings = new HashMap<>(Map.of("spark.sql.codegen.factoryMode", PROJECTIONS));
        settings.putAll(context.settings());
        return SparkJobs.withSettings(context, settings);
    }

    /** From Kafka source rows to Kafka sink rows. */
    static Dataset<Row> of(Dataset<Row> records, long windowMs, long watermarkMs) {
        return records.select(from_json(col("value").cast("string"), StructType.fromDDL(EVENT))
                        .as("event"))
                .select("event.*")
                .withColumn("event_time", eventTime())
                .withWatermark("event_time", watermarkMs + " milliseconds")
                .groupBy(window(col("event_time"), windowMs + " milliseconds").as("window"), col("campaign_id"))
                .agg(
                        count(lit(1)).as("event_count"),
                        events("view").as("views"),
                        events("click").as("clicks"),
                        events("purchase").as("purchases"),
                        max("produce_time").as("max_produce_time"),
                        max("event_time_ns").as("max_event_time_ns"))
                .withColumn("window_start", unix_millis(col("window.start")))
                .withColumn("window_end", unix_millis(col("window.end")))
                .select(concat_ws("-", col("window_start"), col("campaign_id")).as("key"), json().as("value"));
    }

    /** Never null: where it can be, Spark looks for nulls first, and parses every record of a batch job once more. */
    private static Column eventTime() {
        return coalesce(timestamp_micros(expr("event_time_ns div 1000")), timestamp_micros(lit(0L)));
    }

    private static Column events(String type) {
        return sum(when(col("event_type").equalTo(type), 1L).otherwise(0L));
    }

    private static Column json() {
        return to_json(struct(
                "window_start",
                "window_end",
                "campaign_id",
                "event_count",
                "views",
                "clicks",
                "purchases",
                "max_produce_time",
                "max_event_time_ns"));
    }
}

package io.adpipeline.pipeline.spark;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/**
 * Turns one task's records (value and append time in epoch ms) into one row per (window, campaign), so that a few
 * rows instead of all events pass through Spark's row format and its shuffle.
 *
 * <p>Each row carries the newest event time of its events, which lies in their window: it is the watermark column, and
 * the window is found from it again. Immutable; tasks of any thread may share it.
 */
final class PartialAggregation implements MapPartitionsFunction<Tuple2<byte[], Long>, Row> {

    static final String CAMPAIGN_ID = "campaign_id";
    static final String VIEWS = "views";
    static final String CLICKS = "clicks";
    static final String PURCHASES = "purchases";
    static final String MAX_PRODUCE_TIME = "max_produce_time";
    static final String MAX_EVENT_TIME_NS = "max_event_time_ns";
    static final String MAX_APPEND_TIME = "max_append_time";

    private static final long serialVersionUID = 1;

    private final long windowMs;
    private final LongAccumulator malformed;

    /**
     * @param windowMs size of the windows in ms, above 0
     * @param malformed counts records that are no events; counts them again if a task is run again, which a local
     *     master never does (its tasks fail for good at their first failure)
     */
    PartialAggregation(long windowMs, LongAccumulator malformed) {
        this.windowMs = windowMs;
        this.malformed = malformed;
    }

    /** The rows that come out. */
    static Encoder<Row> encoder() {
        return Encoders.row(new StructType()
                .add(CAMPAIGN_ID, DataTypes.IntegerType, false)
                .add(VIEWS, DataTypes.LongType, false)
                .add(CLICKS, DataTypes.LongType, false)
                .add(PURCHASES, DataTypes.LongType, false)
                .add(MAX_PRODUCE_TIME, DataTypes.LongType, false)
                .add(MAX_EVENT_TIME_NS, DataTypes.LongType, false)
                .add(MAX_APPEND_TIME, DataTypes.LongType, false));
    }

    @Override
    public Iterator<Row> call(Iterator<Tuple2<byte[], Long>> records) {
        EventScanner scanner = new EventScanner();
        PartialCounts counts = new PartialCounts(windowMs);
        long skipped = 0;
        while (records.hasNext()) {
            Tuple2<byte[], Long> item = records.next();
            if (scanner.scan(item._1())) {
                counts.add(scanner, item._2());
            } else {
                skipped++;
            }
        }
        malformed.add(skipped);
        return counts.cells().stream().map(PartialAggregation::row).iterator();
    }

    private static Row row(PartialCounts.Cell cell) {
        return RowFactory.create(
                cell.campaignId,
                cell.views,
                cell.clicks,
                cell.purchases,
                cell.maxProduceTimeMs,
                cell.maxEventTimeNs,
                cell.maxAppendTimeMs);
    }
}

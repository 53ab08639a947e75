package io.adpipeline.pipeline.spark;

import io.adpipeline.event.EventType;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
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
 * <p>Each row carries the newest event time of its events. It lies in their window, so the query derives watermark and
 * window from it. Immutable; tasks of any thread may share it.
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

    /** The encoder of the rows that {@link #call} returns. */
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

    /**
     * Counts per (window, campaign) while one task reads its share of a micro-batch. An open-addressing hash table over
     * the two numbers of the key, because a map of boxed keys would allocate for every event; a share has few cells.
     *
     * <p>Not thread-safe; one task owns it.
     */
    static final class PartialCounts {

        private static final int FIRST_CAPACITY = 64;

        private final long windowMs;
        private Cell[] table = new Cell[FIRST_CAPACITY];
        private int size;

        /**
         * @param windowMs size of the tumbling windows in ms, above 0; aligned at the epoch
         */
        PartialCounts(long windowMs) {
            this.windowMs = windowMs;
        }

        /**
         * Counts one event.
         *
         * @param event the scanner that holds the event
         * @param appendTimeMs when the broker appended the event, epoch ms
         */
        void add(EventScanner event, long appendTimeMs) {
            long eventTimeMs = Math.floorDiv(event.eventTimeNs(), 1_000_000L);
            cell(Math.floorDiv(eventTimeMs, windowMs), event.campaignId()).add(event, appendTimeMs);
        }

        /** The cells in no particular order. */
        List<Cell> cells() {
            return Stream.of(table).filter(cell -> cell != null).toList();
        }

        private Cell cell(long window, int campaignId) {
            int slot = slot(window, campaignId);
            Cell cell = table[slot];
            if (cell == null) {
                cell = new Cell(window, campaignId);
                table[slot] = cell;
                if (++size > table.length / 2) {
                    grow();
                }
            }
            return cell;
        }

        private void grow() {
            List<Cell> cells = cells();
            table = new Cell[table.length * 2];
            for (Cell cell : cells) {
                table[slot(cell.window, cell.campaignId)] = cell;
            }
        }

        /**
         * Where a cell is, or would go. Fibonacci hashing spreads neighbouring windows and campaigns over the table.
         */
        private int slot(long window, int campaignId) {
            long mixed = (window * 31 + campaignId) * 0x9E3779B97F4A7C15L;
            int slot = (int) (mixed >>> 32) & (table.length - 1);
            while (table[slot] != null && (table[slot].window != window || table[slot].campaignId != campaignId)) {
                slot = (slot + 1) & (table.length - 1);
            }
            return slot;
        }

        /** One (window, campaign) of the share. Not thread-safe. */
        static final class Cell {

            private final long window;
            final int campaignId;
            long views;
            long clicks;
            long purchases;
            long maxProduceTimeMs;
            /** Newest intended time, epoch ns; it lies in the cell's window. */
            long maxEventTimeNs;

            long maxAppendTimeMs = Long.MIN_VALUE;

            private Cell(long window, int campaignId) {
                this.window = window;
                this.campaignId = campaignId;
            }

            private void add(EventScanner event, long appendTimeMs) {
                EventType type = event.type();
                if (type == EventType.VIEW) {
                    views++;
                } else if (type == EventType.CLICK) {
                    clicks++;
                } else {
                    purchases++;
                }
                maxProduceTimeMs = Math.max(maxProduceTimeMs, event.produceTimeMs());
                maxEventTimeNs = Math.max(maxEventTimeNs, event.eventTimeNs());
                maxAppendTimeMs = Math.max(maxAppendTimeMs, appendTimeMs);
            }
        }
    }
}

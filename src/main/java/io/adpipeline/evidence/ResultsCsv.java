package io.adpipeline.evidence;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.files.NumbersCsv;
import io.adpipeline.result.ResultRow;
import io.adpipeline.result.ResultRow.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Result rows as compressed CSV: one line for each record of the results topic, in the order of each partition. Column
 * names say the unit; -1 stands for what the pipeline does not report. The last two columns, {@code end_to_end_ms}
 * and {@code event_time_ms}, follow from the others and are there for other tools.
 */
final class ResultsCsv {

    private static final String HEADER = "window_start_ms,window_end_ms,campaign_id,event_count,views,clicks,purchases,"
            + "max_produce_time_ms,max_event_time_ns,result_time_ms,partition,offset,"
            + "batch_id,max_append_time_ms,emit_time_ms,end_to_end_ms,event_time_ms";

    private ResultsCsv() {}

    static void write(List<ResultRow> rows, Path file) throws IOException {
        NumbersCsv.write(file, HEADER, rows.stream().map(ResultsCsv::numbers));
    }

    private static long[] numbers(ResultRow row) {
        EventCounts counts = row.counts();
        return new long[] {
            row.cell().windowStartMs(),
            row.windowEndMs(),
            row.cell().campaignId(),
            row.eventCount(),
            counts.views(),
            counts.clicks(),
            counts.purchases(),
            counts.maxProduceTimeMs(),
            counts.maxEventTimeNs(),
            row.resultTimeMs(),
            row.partition(),
            row.offset(),
            row.trace().batchId(),
            row.trace().maxAppendTimeMs(),
            row.trace().emitTimeMs(),
            (long) row.endToEndMs(),
            (long) row.eventTimeMs()
        };
    }

    static List<ResultRow> read(Path file) throws IOException {
        return NumbersCsv.read(file, HEADER).stream().map(ResultsCsv::row).toList();
    }

    private static ResultRow row(long[] field) {
        return new ResultRow(
                new CampaignWindow(field[0], Math.toIntExact(field[2])),
                field[1],
                field[3],
                new EventCounts(field[4], field[5], field[6], field[7], field[8]),
                field[9],
                Math.toIntExact(field[10]),
                field[11],
                new Trace(field[12], field[13], field[14]));
    }
}

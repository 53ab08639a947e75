package io.adpipeline.run;

import io.adpipeline.latency.LatencyHistogram;
import io.adpipeline.result.ResultRow;
import io.adpipeline.slo.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The measured latencies as {@code METRIC.hgrm}, which HdrHistogram's tools read. Negative values, which that format
 * cannot hold, are left out.
 */
final class LatencyFiles {

    private LatencyFiles() {}

    static void write(Evidence evidence, Path folder) {
        MeasuredRows rows = MeasuredRows.of(evidence);
        try {
            for (Map.Entry<Metric, LatencyHistogram> whole :
                    histograms(rows.all(), rows.finals()).entrySet()) {
                whole.getValue().writeHgrm(folder.resolve(whole.getKey().key() + ".hgrm"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the latencies to " + folder, e);
        }
    }

    private static Map<Metric, LatencyHistogram> histograms(List<ResultRow> all, List<ResultRow> finals) {
        Map<Metric, LatencyHistogram> histograms = new EnumMap<>(Metric.class);
        List.of(Metric.END_TO_END, Metric.EVENT_TIME, Metric.WINDOW_CLOSE)
                .forEach(metric -> histograms.put(metric, new LatencyHistogram()));
        for (ResultRow row : all) {
            histograms.get(Metric.END_TO_END).recordNs(ns(row.endToEndMs()));
            histograms.get(Metric.EVENT_TIME).recordNs(ns(row.eventTimeMs()));
        }
        finals.forEach(row -> histograms.get(Metric.WINDOW_CLOSE).recordNs(ns(row.windowCloseMs())));
        return histograms;
    }

    private static long ns(double ms) {
        return Math.round(ms * 1e6);
    }
}

package io.adpipeline.report;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.RunResult.WindowStats;
import io.adpipeline.evidence.Profile;
import io.adpipeline.files.WholeFile;
import io.adpipeline.latency.LatencyHistogram;
import io.adpipeline.latency.Statistic;
import io.adpipeline.report.chart.ChartFiles;
import io.adpipeline.slo.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import one.convert.Arguments;
import one.convert.JfrToFlame;

/**
 * A judged run as files beside its evidence: {@code result.json}, {@code windows.csv}, {@code report.txt}, {@code
 * METRIC.hgrm} with the distribution of each latency for HdrHistogram's tools, and its charts.
 */
public final class ResultFiles {

    private static final String FLAME_GRAPH = "flame-graph.html";

    /** Names of the files, the most telling first; charts are not among them. */
    public static final List<String> NAMES = List.of("report.txt", "result.json", "windows.csv");

    /** Names of the further files of a run that was profiled. */
    public static final List<String> OF_PROFILE = List.of(FLAME_GRAPH, Profile.RECORDING);

    private ResultFiles() {}

    /** Writes all files, and the charts for which there is data. */
    public static void write(RunResult result, Path folder) {
        try {
            WholeFile.write(folder.resolve("report.txt"), ResultText.of(result));
            WholeFile.write(folder.resolve("windows.csv"), windows(result));
            WholeFile.write(folder.resolve("result.json"), ResultJson.of(result));
            for (Map.Entry<Metric, LatencyHistogram> latency :
                    result.histograms().entrySet()) {
                latency.getValue().writeHgrm(folder.resolve(latency.getKey().key() + ".hgrm"));
            }
            if (result.facts().profile().isPresent()) {
                JfrToFlame.convert(
                        folder.resolve(Profile.RECORDING).toString(),
                        folder.resolve(FLAME_GRAPH).toString(),
                        new Arguments(
                                "--title", result.scenario().name() + ", CPU of the pipeline's JVM while measuring"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the result to " + folder, e);
        }
        ChartFiles.write(result, folder);
    }

    /** A line for each window: columns {@code METRIC_STATISTIC_ms}. */
    private static String windows(RunResult result) {
        List<Metric> metrics = Metric.pipelineLatencies();
        StringBuilder csv = new StringBuilder("window_start_ms,window_end_ms,events,rows");
        for (Metric metric : metrics) {
            for (Statistic statistic : Statistic.values()) {
                csv.append(",%s_%s_ms".formatted(metric.key(), statistic.key()));
            }
        }
        for (WindowStats window : result.windows()) {
            csv.append("\n" + window.startMs() + "," + window.endMs() + "," + window.events() + "," + window.rows());
            for (Metric metric : metrics) {
                Map<Statistic, Double> values = window.latencies().getOrDefault(metric, Map.of());
                for (Statistic statistic : Statistic.values()) {
                    csv.append(',').append(CapacityFiles.number(values.get(statistic)));
                }
            }
        }
        return csv.append('\n').toString();
    }
}

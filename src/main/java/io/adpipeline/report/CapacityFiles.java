package io.adpipeline.report;

import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.Trial;
import io.adpipeline.files.WholeFile;
import io.adpipeline.latency.ConfidenceInterval;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import io.adpipeline.report.chart.ChartFiles;
import io.adpipeline.scenario.ScenarioYaml;
import io.adpipeline.slo.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A search for capacity as files: {@code report.txt}, {@code capacity.json}, the curve of latency over rate as {@code
 * capacity.csv} and as a chart, and the scenario with every default filled in.
 */
public final class CapacityFiles {

    /** Names of the files, the most telling first; the chart is not among them. */
    public static final List<String> NAMES = List.of("report.txt", "capacity.json", "capacity.csv");

    private static final String HEADER =
            "events_per_second,realised_per_second,achieved_per_second,perEvent_p50_ms,perEvent_p90_ms,"
                    + "perEvent_p90_low_ms,perEvent_p90_high_ms,perEvent_p99_ms,windowClose_p90_ms,backlog_growth_percent,"
                    + "measured_s,verdict,trial";

    private CapacityFiles() {}

    /** Writes all files. */
    public static void write(CapacityResult result, Path folder) {
        try {
            WholeFile.write(folder.resolve("report.txt"), CapacityText.of(result));
            WholeFile.write(folder.resolve("capacity.csv"), curve(result));
            WholeFile.write(folder.resolve(result.scenario().name() + ".yaml"), ScenarioYaml.write(result.scenario()));
            WholeFile.write(folder.resolve("capacity.json"), ResultJson.of(result));
            ChartFiles.write(result, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the result to " + folder, e);
        }
    }

    /** A line for each trial, the lowest rate first; what was not measured is left empty. */
    private static String curve(CapacityResult result) {
        return result.trials().stream()
                .sorted(Comparator.comparingDouble(Trial::eventsPerSecond).thenComparingInt(Trial::number))
                .map(CapacityFiles::line)
                .collect(Collectors.joining("\n", HEADER + "\n", "\n"));
    }

    private static String line(Trial trial) {
        LatencyStats perEvent = trial.run().latencies().getOrDefault(Metric.PER_EVENT, LatencyStats.NONE);
        LatencyStats close = trial.run().latencies().getOrDefault(Metric.WINDOW_CLOSE, LatencyStats.NONE);
        ConfidenceInterval interval = perEvent.intervals().get(Statistic.P90);
        OptionalDouble growth = trial.run().backlog().growthPercent();
        return String.join(
                ",",
                number(trial.eventsPerSecond()),
                number(trial.realisedPerSecond()),
                trial.run()
                        .load()
                        .map(load -> number(load.achievedEventsPerSecond()))
                        .orElse(""),
                number(perEvent.valuesMs().get(Statistic.P50)),
                number(perEvent.valuesMs().get(Statistic.P90)),
                interval == null ? "" : number(interval.low()),
                interval == null ? "" : number(interval.high()),
                number(perEvent.valuesMs().get(Statistic.P99)),
                number(close.valuesMs().get(Statistic.P90)),
                growth.isPresent() ? number(growth.getAsDouble()) : "",
                number(trial.run().scenario().phases().duration().toMillis() / 1e3),
                trial.verdict().name(),
                trial.name());
    }

    /** A value as text: empty if not measured, {@code Infinity} if it includes events never counted. */
    static String number(Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.3f", value);
    }
}

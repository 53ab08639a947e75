package io.adpipeline.compare;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.RunResult.StageStats;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import io.adpipeline.result.Stage;
import io.adpipeline.scenario.GatingStatistic;
import io.adpipeline.slo.Metric;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One block of a round: a run of one side.
 *
 * @param side whose it is
 * @param run the judged run, whose evidence is in the folder of its name
 * @param idlePercent what the other side's process used of a core meanwhile, percent; empty if it has none or it is unknown
 */
public record Block(Side side, RunResult run, OptionalDouble idlePercent) {

    /** The name of its run and of its folder, as in {@code r01-b2}. */
    public String name() {
        return run.scenario().name();
    }

    /** A figure; empty if it was not measured or has no logarithm. */
    public OptionalDouble value(GatingStatistic statistic) {
        double value = latency(statistic).map(this::latencyMs).orElseGet(this::cpuSecondsPerMillion);
        return value > 0 && Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** The statistic of {@code perEvent}; empty if the figure is no latency. */
    static Optional<Statistic> latency(GatingStatistic statistic) {
        return statistic == GatingStatistic.CPU ? Optional.empty() : Optional.of(Statistic.valueOf(statistic.name()));
    }

    private Double latencyMs(Statistic statistic) {
        LatencyStats stats = run.latencies().get(Metric.PER_EVENT);
        return stats == null ? Double.NaN : stats.valuesMs().getOrDefault(statistic, Double.NaN);
    }

    private Double cpuSecondsPerMillion() {
        long events = run.load().map(load -> load.measured().acknowledged()).orElse(0L);
        return run.facts()
                .pipelineUse()
                .filter(use -> events > 0)
                .map(use -> use.cpuSecondsPerMillion(events))
                .orElse(Double.NaN);
    }

    /** Mean of a stage, ms; NaN if it is not known. */
    double stageMs(Stage stage) {
        return run.stages().stream()
                .filter(stats -> stats.stage() == stage)
                .mapToDouble(StageStats::meanMs)
                .findFirst()
                .orElse(Double.NaN);
    }
}

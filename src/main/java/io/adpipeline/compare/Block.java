package io.adpipeline.compare;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.RunResult.StageStats;
import io.adpipeline.evidence.PipelineUse;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import io.adpipeline.result.Stage;
import io.adpipeline.scenario.GatingStatistic;
import io.adpipeline.slo.Metric;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * One block of a round: a run of one side.
 *
 * @param side the side that ran
 * @param run the judged run, whose evidence is in the folder of its name
 * @param idlePercent CPU that the other side's process used meanwhile, percent of a core; empty if there is no such
 *     process, or it is unknown
 */
public record Block(Side side, RunResult run, OptionalDouble idlePercent) {

    private static final double BYTES_OF_MB = 1e6;

    /** The name of its run and of its folder, as in {@code r01-b2}. */
    public String name() {
        return run.scenario().name();
    }

    /** The value of a statistic; empty if it was not measured or is not above 0. */
    public OptionalDouble value(GatingStatistic statistic) {
        double value = switch (statistic) {
            case P50, P90, P99, MEAN ->
                latencyMs(Metric.PER_EVENT, perEvent(statistic).orElseThrow());
            case WINDOW_CLOSE -> latencyMs(Metric.WINDOW_CLOSE, Statistic.P90);
            case CPU -> perMillionEvents(PipelineUse::cpuSeconds);
            case COMPILER -> perMillionEvents(PipelineUse::compilerCpuSeconds);
            case GC -> perMillionEvents(PipelineUse::gcCpuSeconds);
            case MEMORY -> used(use -> use.peakMemoryBytes().orElse(0) / BYTES_OF_MB);
        };
        return value > 0 && Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** The statistic of {@code perEvent}; empty if the gate is about something else. */
    static Optional<Statistic> perEvent(GatingStatistic figure) {
        return Stream.of(Statistic.values())
                .filter(statistic -> statistic.name().equals(figure.name()))
                .findFirst();
    }

    private double latencyMs(Metric metric, Statistic statistic) {
        LatencyStats stats = run.latencies().get(metric);
        return stats == null ? Double.NaN : stats.valuesMs().getOrDefault(statistic, Double.NaN);
    }

    private double perMillionEvents(ToDoubleFunction<PipelineUse> figure) {
        long events = run.load().map(load -> load.measured().acknowledged()).orElse(0L);
        return 1e6 * used(figure) / events;
    }

    private double used(ToDoubleFunction<PipelineUse> figure) {
        return run.facts().pipelineUse().map(figure::applyAsDouble).orElse(Double.NaN);
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

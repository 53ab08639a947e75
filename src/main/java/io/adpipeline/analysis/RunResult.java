package io.adpipeline.analysis;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.adpipeline.evidence.Evidence;
import io.adpipeline.evidence.RunFacts;
import io.adpipeline.evidence.Schedule;
import io.adpipeline.latency.ConfidenceInterval;
import io.adpipeline.latency.LatencyHistogram;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import io.adpipeline.load.LoadReport;
import io.adpipeline.load.RealisedLoad;
import io.adpipeline.result.OracleReport;
import io.adpipeline.result.Stage;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A finished and judged run; a pure function of its {@link Evidence}.
 *
 * @param evidence what was measured, from which all the rest follows
 * @param verdict the verdict on it
 * @param oracle how the results compare with the truth; empty if there is no truth
 * @param latencies each latency metric over all measured rows or events; without metrics that have no samples
 * @param windows each measured window that has rows, in order
 * @param histograms the distribution of each latency metric; not modified any more
 * @param realised how many events the seed schedules in each phase; empty if they are too many to count
 * @param events the latency of events over time; empty if there is no truth
 * @param stages where the time went, over all measured rows; empty if the pipeline does not trace its rows
 * @param stageErrorMs the largest inconsistency of a row's stages with its latency or with its batch, ms
 * @param backlogBins how many events waited for their result, all through the load; empty if there is no truth
 * @param backlog how far the pipeline was behind while measuring
 */
public record RunResult(
        Evidence evidence,
        Verdict verdict,
        Optional<OracleReport> oracle,
        Map<Metric, LatencyStats> latencies,
        List<WindowStats> windows,
        Map<Metric, LatencyHistogram> histograms,
        Optional<RealisedLoad> realised,
        Optional<EventTimeline> events,
        List<StageStats> stages,
        OptionalDouble stageErrorMs,
        List<BacklogBin> backlogBins,
        BacklogStats backlog) {

    public RunResult {
        windows = List.copyOf(windows);
        stages = List.copyOf(stages);
        backlogBins = List.copyOf(backlogBins);
    }

    /** What was run, every default filled in. */
    public Scenario scenario() {
        return evidence.scenario();
    }

    /** When and where it ran. */
    public RunFacts facts() {
        return evidence.facts();
    }

    /** What the generator did; empty if it never finished. */
    public Optional<LoadReport> load() {
        return evidence.load();
    }

    /**
     * One window.
     *
     * @param startMs start, epoch ms
     * @param endMs exclusive end, epoch ms
     * @param events events in the final rows
     * @param rows result rows, final and not
     * @param latencies each latency metric over the window's rows
     */
    public record WindowStats(
            long startMs,
            long endMs,
            long events,
            long rows,
            @JsonProperty("latencyMs") Map<Metric, Map<Statistic, Double>> latencies) {}

    /**
     * One stage, over several rows.
     *
     * @param stage the stage
     * @param meanMs mean, ms
     * @param p90Ms 90th percentile, ms
     */
    public record StageStats(
            @JsonIgnore Stage stage,
            @JsonProperty("mean") double meanMs,
            @JsonProperty("p90") double p90Ms) {}

    /**
     * The backlog in the measured phase.
     *
     * @param maxEvents the most events that waited for their result at one time
     * @param meanEvents mean over time
     * @param growthPercent slope in percent of the asked rate; 100 if nothing is processed
     * @param growthInterval 95 % confidence interval of the growth, in percent of the asked rate too
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record BacklogStats(
            OptionalDouble maxEvents,
            OptionalDouble meanEvents,
            @JsonProperty("growthPercentOfAskedRate") OptionalDouble growthPercent,
            Optional<ConfidenceInterval> growthInterval) {

        /** The backlog of a run without a measured bin: nothing is known. */
        public static final BacklogStats NONE = new BacklogStats(
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());

        /**
         * The backlog statistics of the measured phase.
         *
         * @param bins of the whole load, all equally long
         * @param cycles parts of the measured phase; if there are at least three, growth is computed from them, not bins
         */
        static BacklogStats of(
                List<BacklogBin> bins, List<BacklogBin> cycles, Schedule schedule, double askedEventsPerSecond) {
            List<BacklogBin> measured = bins.stream()
                    .filter(bin -> bin.startMs() >= schedule.measureFromMs() && bin.endMs() <= schedule.measureToMs())
                    .toList();
            if (measured.isEmpty()) {
                return NONE;
            }
            BacklogTrend trend =
                    BacklogTrend.of(cycles.size() < BacklogTrend.LEAST_BINS ? measured : cycles, askedEventsPerSecond);
            return new BacklogStats(
                    measured.stream().mapToDouble(BacklogBin::maxEvents).max(),
                    measured.stream().mapToDouble(BacklogBin::meanEvents).average(),
                    trend.growthPercent(),
                    trend.interval());
        }

        /** The growth with its interval, as in {@code 0.4 % [-0.2, 1.0]}; empty if it was not measured. */
        public Optional<String> growthText() {
            return growthPercent.stream()
                    .mapToObj(percent -> Figures.percent(percent) + " %"
                            + growthInterval
                                    .map(interval -> " [%s, %s]"
                                            .formatted(
                                                    Figures.percent(interval.low()), Figures.percent(interval.high())))
                                    .orElse(""))
                    .findFirst();
        }
    }
}

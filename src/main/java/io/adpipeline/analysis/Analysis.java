package io.adpipeline.analysis;

import io.adpipeline.analysis.RunResult.BacklogStats;
import io.adpipeline.event.Truth;
import io.adpipeline.evidence.Evidence;
import io.adpipeline.evidence.Schedule;
import io.adpipeline.evidence.SeedChoice;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.result.EventMatching.ResultFault;
import io.adpipeline.result.Oracle;
import io.adpipeline.result.OracleReport;
import io.adpipeline.result.StageTimes;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Judge;
import io.adpipeline.slo.Measurement;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Verdict;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** From evidence to result: a pure function, so that judging a stored run again gives the same result. */
public final class Analysis {

    private final Evidence evidence;
    private final Scenario scenario;
    private final Schedule schedule;

    private Analysis(Evidence evidence) {
        this.evidence = evidence;
        this.scenario = evidence.scenario();
        this.schedule = evidence.facts().schedule(scenario);
    }

    /** Analyses and judges a run. */
    public static RunResult of(Evidence evidence) {
        return new Analysis(evidence).analyse();
    }

    private RunResult analyse() {
        MeasuredRows rows = MeasuredRows.of(evidence);
        Optional<EventAnalysis> events = evidence.finished()
                .map(load -> new EventAnalysis(load, evidence.rows(), schedule, scenario.pipeline()));
        List<ResultFault> faults = events.filter(EventAnalysis::complete)
                .map(EventAnalysis::faults)
                .orElse(List.of());
        Optional<OracleReport> oracle = evidence.finished().map(load -> compare(load.truth(), faults));
        RowLatencies latencies = RowLatencies.of(rows, schedule, events);
        StageAnalysis stages = StageAnalysis.of(rows.all(), StageTimes.byId(evidence.batches()));
        List<BacklogBin> bins = events.map(seen -> seen.backlog().bins()).orElse(List.of());
        BacklogStats backlog = BacklogStats.of(
                bins,
                events.map(seen -> seen.backlog().cycles()).orElse(List.of()),
                schedule,
                scenario.load().eventsPerSecond());
        Measurement measurement = measurement(rows, oracle, latencies.latencies(), events, stages, backlog);
        Verdict verdict = Judge.judge(scenario.thresholds(), measurement);
        return new RunResult(
                evidence,
                verdict,
                oracle,
                latencies.latencies(),
                latencies.windows(),
                latencies.histograms(),
                SeedChoice.realised(scenario),
                events.map(EventAnalysis::timeline),
                stages.statistics(),
                stages.largestErrorMs(),
                bins,
                backlog);
    }

    private OracleReport compare(Truth truth, List<ResultFault> faults) {
        return new Oracle(
                        truth,
                        scenario.pipeline().outputMode(),
                        scenario.pipeline().allowReplays(),
                        schedule.windowMs(),
                        dueUntilMs(scenario, truth),
                        lateWindowsMs())
                .compare(evidence.rows(), evidence.facts().unreadableResults(), faults);
    }

    /** Windows that may lack late events; none if the drain failed, since events may then just not be processed yet. */
    private Set<Long> lateWindowsMs() {
        if (!evidence.facts().drainProblems().isEmpty()) {
            return Set.of();
        }
        long watermarkMs = scenario.pipeline().watermark().toMillis();
        return evidence.load()
                .map(load -> load.lateWindowsMs(schedule.windowMs(), watermarkMs))
                .orElse(Set.of());
    }

    /**
     * The end of the last window whose rows are due when all events are processed, epoch ms: in append mode only
     * windows that the watermark has passed are emitted, in update mode all are.
     */
    public static long dueUntilMs(Scenario scenario, Truth truth) {
        if (scenario.pipeline().outputMode() == OutputMode.UPDATE) {
            return Long.MAX_VALUE;
        }
        long newestNs = truth.cells().values().stream()
                .mapToLong(counts -> counts.maxEventTimeNs())
                .max()
                .orElse(0);
        return TimeUnit.NANOSECONDS.toMillis(newestNs)
                - scenario.pipeline().watermark().toMillis();
    }

    private Measurement measurement(
            MeasuredRows rows,
            Optional<OracleReport> oracle,
            Map<Metric, LatencyStats> latencies,
            Optional<EventAnalysis> events,
            StageAnalysis stages,
            BacklogStats backlog) {
        Map<Metric, LatencyStats> judged = new EnumMap<>(Metric.class);
        judged.putAll(latencies);
        evidence.load()
                .ifPresent(load -> judged.put(
                        Metric.SCHEDULE_LAG, new LatencyStats(load.measured().sent(), load.scheduleLagMs(), Map.of())));
        Map<Metric, String> explanations = new EnumMap<>(Metric.class);
        latencies
                .keySet()
                .forEach(metric -> stages.slowest(metric).ifPresent(sentence -> explanations.put(metric, sentence)));
        events.ifPresent(
                seen -> explanations.put(Metric.PER_EVENT, seen.timeline().sentence()));
        RunFindings findings = new RunFindings(evidence, oracle, rows, events);
        return new Measurement(
                judged,
                figures(backlog),
                findings.provenFaults(),
                findings.otherFaults(),
                findings.invalidReasons(),
                RunFindings.disturbances(evidence.facts()),
                explanations);
    }

    /** The values of the metrics that are not latencies. */
    private Map<Metric, Map<String, Double>> figures(BacklogStats backlog) {
        Map<String, Double> ofBacklog = new HashMap<>();
        backlog.maxEvents().ifPresent(events -> ofBacklog.put("max", events));
        backlog.growthPercent().ifPresent(percent -> ofBacklog.put("growth", percent));
        Map<Metric, Map<String, Double>> figures = new EnumMap<>(Metric.class);
        figures.put(Metric.BACKLOG, ofBacklog);
        evidence.load().ifPresent(load -> figures.put(Metric.DELIVERED, Map.of("share", load.deliveredPercent())));
        return figures;
    }
}

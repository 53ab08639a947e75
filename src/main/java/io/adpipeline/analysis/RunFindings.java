package io.adpipeline.analysis;

import io.adpipeline.evidence.Abort;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.evidence.Evidence;
import io.adpipeline.evidence.KafkaOutage;
import io.adpipeline.evidence.RunFacts;
import io.adpipeline.evidence.Schedule;
import io.adpipeline.latency.Statistic;
import io.adpipeline.load.ClockOffset;
import io.adpipeline.load.LoadReport;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.result.OracleReport;
import io.adpipeline.result.ReceiptError;
import io.adpipeline.result.ResultRow;
import io.adpipeline.result.RowLatency;
import io.adpipeline.scenario.ResultTime;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.DurationText;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Findings other than broken thresholds: faults of the pipeline (FAIL), and reasons not to trust the run (INVALID).
 *
 * @param evidence of the run
 * @param oracle how the results compare with the truth; empty if there is no truth
 * @param rows those of the measured windows
 * @param events the latency of events; empty if there is no truth
 */
record RunFindings(
        Evidence evidence, Optional<OracleReport> oracle, MeasuredRows rows, Optional<EventAnalysis> events) {

    /** The most by which the wall clock may drift from the monotonic clock, ms; negligible for the latencies judged. */
    private static final long CLOCK_DRIFT_LIMIT_MS = 20;

    /** Longer than any two clocks of one run differ. */
    private static final Duration ANY_CLOCK = Duration.ofHours(1);

    /** Offsets up to this are always allowed, ms. Latencies begin by the generator's clock and end by a broker's. */
    private static final double LEAST_CLOCK_OFFSET_MS = 5;

    private static final double CLOCK_OFFSET_SHARE = 0.02;

    /** With times of receipt, what is judged must be at least this many times their P99 error. */
    private static final int RECEIPT_ERRORS_IN_LIMIT = 10;

    private static final Duration SLACK = Duration.ofSeconds(1);

    /**
     * Faults of the pipeline that neither the machine nor the load generator can have caused, a sentence each: its
     * death, and wrong results of a load whose every event was acknowledged.
     */
    List<String> provenFaults() {
        List<String> faults = new ArrayList<>();
        evidence.facts()
                .abort()
                .filter(abort -> abort.culprit() == Culprit.PIPELINE)
                .map(Abort::message)
                .ifPresent(faults::add);
        if (provesWrongResults()) {
            faults.addAll(wrongResults());
        }
        return faults;
    }

    /** Faults of the pipeline that may have another cause, a sentence each. */
    List<String> otherFaults() {
        List<String> faults = new ArrayList<>(evidence.facts().drainProblems());
        if (faults.isEmpty() && oracle.filter(report -> report.missing() > 0).isPresent()) {
            silenceAtTheEnd().ifPresent(faults::add);
        }
        if (!provesWrongResults()) {
            faults.addAll(wrongResults());
        }
        return faults;
    }

    /** A fault if the last result came long before the load's end, since each window is due at least one result. */
    private Optional<String> silenceAtTheEnd() {
        Schedule schedule = evidence.facts().schedule(evidence.scenario());
        Scenario.Pipeline pipeline = evidence.scenario().pipeline();
        Duration longest = pipeline.window()
                .plus(pipeline.watermark())
                .plus(pipeline.trigger())
                .plus(SLACK);
        return evidence.rows().stream()
                .map(ResultRow::resultTimeMs)
                .max(Long::compare)
                .filter(lastMs -> schedule.endMs() - lastMs > longest.toMillis())
                .map(lastMs -> String.format(
                        Locale.ROOT,
                        "the last result came %.1f s after the load began, and none in the %.1f s until its end",
                        (lastMs - schedule.startMs()) / 1e3,
                        (schedule.endMs() - lastMs) / 1e3));
    }

    /**
     * Whether wrong results prove a fault of the pipeline: no send failed, the pipeline had finished what it had, and
     * all results were read.
     */
    private boolean provesWrongResults() {
        boolean allSent =
                evidence.load().map(load -> load.whole().failed() == 0).orElse(false);
        boolean allRead = evidence.facts()
                .abort()
                .map(abort -> abort.culprit() == Culprit.PIPELINE)
                .orElse(true);
        return allSent && evidence.facts().drainProblems().isEmpty() && allRead;
    }

    private List<String> wrongResults() {
        List<String> wrong = new ArrayList<>();
        if (rows.all().isEmpty() && oracle.map(report -> !report.right()).orElse(false)) {
            wrong.add("no readable result came for the measured windows");
        }
        oracle.map(OracleReport::findings).ifPresent(wrong::addAll);
        return wrong;
    }

    /** Why the run cannot be trusted, a sentence each. */
    List<String> invalidReasons() {
        List<String> reasons = new ArrayList<>();
        Optional<Abort> abort = evidence.facts().abort();
        abort.filter(why -> why.culprit() != Culprit.PIPELINE)
                .map(Abort::message)
                .ifPresent(reasons::add);
        if (evidence.load().isEmpty() && abort.isEmpty()) {
            reasons.add("the load generator left no report");
        }
        evidence.load().ifPresent(load -> {
            checkLoad(load, reasons);
            checkClocks(load, reasons);
        });
        KafkaOutage.of(evidence.facts().kafkaSilentMs())
                .filter(why -> abort.isEmpty())
                .ifPresent(reasons::add);
        oracle.filter(report -> report.droppedLate() > 0).ifPresent(report -> reasons.add(droppedLate(report)));
        events.filter(seen -> !seen.complete())
                .ifPresent(seen -> reasons.add("the events drawn again from the seed are not those that Kafka"
                        + " acknowledged: no latency of events can be trusted"));
        if (evidence.scenario().pipeline().resultTime() == ResultTime.RECEIPT && abort.isEmpty()) {
            checkReceipts(reasons);
        }
        if (oracle.isEmpty() || oracle.get().right()) { // wrong rows explain more than clocks do
            checkCausality(reasons);
        }
        return reasons;
    }

    /** The smallest limit of a latency of the pipeline, ms; {@link Double#MAX_VALUE} if there is none. */
    private double tightestLimitMs() {
        return evidence.scenario().thresholds().latencyLimitsMs().min().orElse(Double.MAX_VALUE);
    }

    /** Whether no latency can break a limit, as in a comparison. */
    private boolean unlimited() {
        return tightestLimitMs() >= DurationText.LONGEST.toMillis();
    }

    /** What errors of clocks must be small against, ms: the tightest limit, or without limits the median latency. */
    private double judgedMs() {
        Optional<Double> medianMs =
                events.map(seen -> seen.statistics().valuesMs().get(Statistic.P50));
        return unlimited() ? medianMs.orElse(tightestLimitMs()) : tightestLimitMs();
    }

    private void checkClocks(LoadReport load, List<String> reasons) {
        double allowedMs = Math.max(LEAST_CLOCK_OFFSET_MS, CLOCK_OFFSET_SHARE * judgedMs());
        for (ClockOffset offset : load.clockOffsets()) {
            double provenMs = Math.max(offset.lowMs(), -offset.highMs());
            if (provenMs > allowedMs) {
                reasons.add(String.format(
                        Locale.ROOT,
                        "the clock of broker %d is at least %s %s the load generator's, allowed are %s",
                        offset.broker(),
                        Figures.rounded(Unit.MS, provenMs),
                        offset.lowMs() > 0 ? "ahead of" : "behind",
                        Figures.rounded(Unit.MS, allowedMs)));
            }
        }
    }

    private void checkReceipts(List<String> reasons) {
        Optional<ReceiptError> error = evidence.facts().receiptError();
        double judgedMs = judgedMs();
        if (error.isEmpty()) {
            reasons.add(
                    "how far the times of receipt are from the broker's is unknown: no record of the probe came while"
                            + " measuring");
        } else if (judgedMs < RECEIPT_ERRORS_IN_LIMIT * error.get().p99Ms()) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "the times of receipt are %s off at p99 (%,d records), and the %s, %s, must be at least %d times"
                            + " that",
                    Figures.rounded(Unit.MS, error.get().p99Ms()),
                    error.get().samples(),
                    unlimited() ? "median latency" : "tightest limit",
                    Figures.exact(Unit.MS, judgedMs),
                    RECEIPT_ERRORS_IN_LIMIT));
        }
    }

    private void checkCausality(List<String> reasons) {
        events.ifPresent(seen -> checkCausality(
                Metric.PER_EVENT.key(),
                "events",
                seen.histogram().negativeCount(),
                seen.statistics().samples() + seen.histogram().negativeCount(),
                reasons));
        for (RowLatency latency : RowLatency.values()) {
            // in update mode the last row of a window may come before the window's end, if no more events follow
            boolean mayBeNegative = latency == RowLatency.WINDOW_CLOSE
                    && evidence.scenario().pipeline().outputMode() == OutputMode.UPDATE;
            if (!mayBeNegative) {
                double[] samplesMs = latency.samplesMs(rows.of(latency));
                long negative = Arrays.stream(samplesMs).filter(ms -> ms < 0).count();
                checkCausality(latency.key(), "rows", negative, samplesMs.length, reasons);
            }
        }
    }

    /**
     * By how much a time by the generator's clock may be later than a later time by a broker's: by as much as a broker
     * may be behind, and what the wall clock was moved. An hour if the offset of no broker is known.
     */
    static long clockBoundMs(LoadReport load) {
        double behindMs = load.clockOffsets().stream()
                .mapToDouble(offset -> -offset.lowMs())
                .max()
                .orElse(ANY_CLOCK.toMillis());
        return CLOCK_DRIFT_LIMIT_MS + (long) Math.ceil(Math.max(0, behindMs) + Math.abs(load.clockDriftMs()));
    }

    private static void checkLoad(LoadReport load, List<String> reasons) {
        if (load.whole().failed() > 0) {
            reasons.add("%s sends failed, the first with %s"
                    .formatted(Figures.count(load.whole().failed()), load.firstFailure()));
        }
        if (Math.abs(load.clockDriftMs()) > CLOCK_DRIFT_LIMIT_MS) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "the wall clock was moved by %.1f ms while the load ran, allowed are %d ms",
                    load.clockDriftMs(),
                    CLOCK_DRIFT_LIMIT_MS));
        }
    }

    private String droppedLate(OracleReport report) {
        long longestMs = evidence.load().orElseThrow().appendDelayMaxMs().stream()
                .max(Long::compare)
                .orElse(0L);
        return String.format(
                Locale.ROOT,
                "%,d (window, campaign) cells lack events, and events of their windows reached the broker up to %,d ms"
                        + " after their intended time: the watermark of %,d ms lets a pipeline drop them",
                report.droppedLate(),
                longestMs,
                evidence.scenario().pipeline().watermark().toMillis());
    }

    /** Causes of slowness other than the pipeline, a sentence each. They only lengthen latencies, so a pass stands. */
    static List<String> disturbances(RunFacts facts) {
        return Stream.concat(facts.warmup().disturbance().stream(), facts.machineUse().disturbances().stream())
                .toList();
    }

    private static void checkCausality(String metric, String what, long negative, long count, List<String> reasons) {
        if (negative > 0) {
            reasons.add("%s of %s %s have a negative %s: the clocks of generator and broker disagree"
                    .formatted(Figures.count(negative), Figures.count(count), what, metric));
        }
    }
}

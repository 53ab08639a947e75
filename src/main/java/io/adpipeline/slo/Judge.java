package io.adpipeline.slo;

import io.adpipeline.latency.ConfidenceInterval;
import io.adpipeline.latency.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Judges a run: compares its measurement with the thresholds. */
public final class Judge {

    private Judge() {}

    /**
     * The verdict on a run. The thresholds are completed by {@link Thresholds#withValidityDefaults()}, so that no run
     * passes on a load that was not delivered.
     *
     * <p>The verdict is FAIL if a fault of the pipeline is proven. Otherwise it is INVALID if the measurement brings
     * reasons for that, if a threshold on {@code delivered} or {@code scheduleLag} is broken, if a threshold's value is
     * absent or rests on fewer samples than {@link Statistic#samplesNeeded()}, or if no threshold is about the
     * pipeline. Otherwise a broken threshold, or a fault that is not proven, makes it FAIL, or INVALID if something
     * besides the pipeline may have caused it. Else it is PASS.
     *
     * <p>A broken threshold on {@code scheduleLag} does not make a run INVALID if a latency of the pipeline is above
     * its limit by more than the largest lag. Events that arrive up to some time later leave a queue at most that time
     * later (F. Baccelli et al., "Synchronization and Linearity", Wiley 1992: such systems are non-expansive). So the
     * latency would be above its limit even if the generator had been on time.
     *
     * <p>If the pipeline has faults, missing values do not make a run INVALID: its own metrics may then have no or too
     * few samples, and the metrics of the load may be absent, because the load ends when the pipeline dies.
     */
    public static Verdict judge(Thresholds thresholds, Measurement measurement) {
        List<Check> checks = thresholds.withValidityDefaults().all().stream()
                .map(threshold -> check(threshold, measurement))
                .toList();
        List<String> reasons = new ArrayList<>(measurement.invalidReasons());
        if (!thresholds.includePipeline()) {
            reasons.add("no threshold on the pipeline: there is nothing to judge");
        }
        List<String> faults = Stream.concat(measurement.provenFaults().stream(), measurement.pipelineFaults().stream())
                .toList();
        boolean faulty = !faults.isEmpty();
        checks.stream()
                .filter(check -> !(faulty && isMissingByFault(check)))
                .filter(check -> !(isBrokenLag(check) && isSlowWithoutLag(checks, measurement)))
                .map(Check::invalidReason)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(reasons::add);
        boolean slow = checks.stream().anyMatch(check -> check.state() == Check.State.BROKEN)
                || !measurement.pipelineFaults().isEmpty();
        if (slow) {
            reasons.addAll(measurement.disturbances());
        }
        return new Verdict(outcome(measurement.provenFaults(), reasons, slow), checks, faults, reasons);
    }

    private static boolean isMissingByFault(Check check) {
        boolean absent = check.actual().isEmpty();
        return check.state() == Check.State.UNKNOWN
                && (absent || check.threshold().metric().ofPipeline());
    }

    private static boolean isBrokenLag(Check check) {
        return check.threshold().metric() == Metric.SCHEDULE_LAG && check.state() == Check.State.BROKEN;
    }

    private static boolean isSlowWithoutLag(List<Check> checks, Measurement measurement) {
        double lagMs = measurement
                .latency(Metric.SCHEDULE_LAG)
                .valuesMs()
                .getOrDefault(Statistic.MAX, Double.POSITIVE_INFINITY);
        return checks.stream()
                .filter(check -> check.state() == Check.State.BROKEN)
                .filter(check ->
                        Metric.pipelineLatencies().contains(check.threshold().metric()))
                .anyMatch(check ->
                        check.actual().orElseThrow() - check.threshold().limit() > lagMs);
    }

    /** Proven faults come first, then reasons for INVALID, then slowness. */
    private static Outcome outcome(List<String> provenFaults, List<String> reasons, boolean slow) {
        if (!provenFaults.isEmpty()) {
            return Outcome.FAIL;
        }
        if (!reasons.isEmpty()) {
            return Outcome.INVALID;
        }
        return slow ? Outcome.FAIL : Outcome.PASS;
    }

    private static Check check(Threshold threshold, Measurement measurement) {
        Metric metric = threshold.metric();
        OptionalDouble actual = measurement.value(threshold);
        OptionalLong samples =
                metric.isLatency() ? OptionalLong.of(measurement.latency(metric).samples()) : OptionalLong.empty();
        Optional<ConfidenceInterval> interval =
                threshold.ofSamples().map(measurement.latency(metric).intervals()::get);
        return new Check(
                threshold,
                actual,
                samples,
                interval,
                state(threshold, actual, samples),
                Optional.ofNullable(measurement.explanations().get(metric)));
    }

    private static Check.State state(Threshold threshold, OptionalDouble actual, OptionalLong samples) {
        boolean tooFew = samples.isPresent() && samples.getAsLong() < threshold.samplesNeeded();
        if (actual.isEmpty() || tooFew) {
            return Check.State.UNKNOWN;
        }
        return threshold.holds(actual.getAsDouble()) ? Check.State.HELD : Check.State.BROKEN;
    }
}

package io.adpipeline.slo;

import io.adpipeline.latency.ConfidenceInterval;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One threshold compared with its measured value.
 *
 * @param threshold what was asked
 * @param actual what was measured, in the threshold's unit; empty if it was not
 * @param samples number of samples the value rests on; empty for a metric without samples
 * @param interval 95 % confidence interval of the value, if there is one
 * @param state whether the value keeps to the limit
 * @param explanation a sentence that says where the time went, if known
 */
public record Check(
        Threshold threshold,
        OptionalDouble actual,
        OptionalLong samples,
        Optional<ConfidenceInterval> interval,
        State state,
        Optional<String> explanation) {

    /** The result of a check. */
    public enum State {
        /** The value keeps to the limit. */
        HELD,
        /** The value does not keep to the limit. */
        BROKEN,
        /** The value was not measured, or rests on too few samples. */
        UNKNOWN
    }

    /** How certain it is on which side of the limit the value lies. */
    public enum Mark {
        /** The interval excludes the limit; or none is needed: see {@link Check#mark}. */
        CLEAR,
        /** The interval contains the limit. */
        MARGINAL,
        /** The value has no interval, so its error is unknown. */
        UNDECIDED;

        /** What reports append to a state or a verdict, as in {@code , marginal}; empty for {@link #CLEAR}. */
        public String suffix() {
            return this == CLEAR ? "" : ", " + name().toLowerCase(Locale.ROOT);
        }
    }

    public Check {
        if (actual.isEmpty() && state != State.UNKNOWN) {
            throw new IllegalArgumentException(
                    "%s must be UNKNOWN without a value, was %s".formatted(threshold.key(), state));
        }
    }

    /** The mark; always {@link Mark#CLEAR} unless the value is a known, finite latency of the pipeline. */
    public Mark mark() {
        boolean latency = threshold.metric().isLatency() && threshold.metric().ofPipeline();
        if (!latency || state == State.UNKNOWN || Double.isInfinite(actual.orElseThrow())) {
            return Mark.CLEAR;
        }
        return interval.map(bounds -> bounds.contains(threshold.limit()) ? Mark.MARGINAL : Mark.CLEAR)
                .orElse(Mark.UNDECIDED);
    }

    /** State and mark for people, as in {@code held, marginal}. */
    public String stateText() {
        return state.name().toLowerCase(Locale.ROOT) + mark().suffix();
    }

    /** The value for people, as in {@code 812 ms}, or {@code not measured}. */
    public String valueText() {
        return actual.isPresent()
                ? Figures.against(threshold.limit(), threshold.unit(), actual.getAsDouble())
                : "not measured";
    }

    /** The interval for people in the unit of the value, as in {@code [774, 861]}; empty if there is none. */
    public Optional<String> intervalText() {
        return interval.map(bounds -> Figures.bounds(actual.orElseThrow(), bounds));
    }

    /** The value and its interval for people, as in {@code 812 ms [774, 861]}, or {@code not measured}. */
    public String actualText() {
        return valueText() + intervalText().map(bounds -> " " + bounds).orElse("");
    }

    /** The required and the measured value for people, on one line. */
    public String text() {
        String count = samples.isPresent() ? " (%s samples)".formatted(Figures.count(samples.getAsLong())) : "";
        return "%s: required %s, actual %s%s%s"
                .formatted(threshold.title(), threshold.demand(), actualText(), count, mark().suffix());
    }

    /** Why this check makes the run invalid; empty if it does not. */
    Optional<String> invalidReason() {
        if (state == State.UNKNOWN) {
            return Optional.of(unknown());
        }
        return state == State.BROKEN && threshold.metric().onBreach() == Outcome.INVALID
                ? Optional.of("%s is %s, required is %s".formatted(threshold.title(), actualText(), threshold.demand()))
                : Optional.empty();
    }

    private String unknown() {
        if (samples.equals(OptionalLong.of(0))) {
            return threshold.metric().key() + " has no samples";
        }
        if (actual.isEmpty()) {
            return threshold.title() + " was not measured";
        }
        return "%s needs %s samples, there are %s"
                .formatted(
                        threshold.title(), Figures.count(threshold.samplesNeeded()), Figures.count(samples.orElse(0)));
    }
}

package io.adpipeline.slo;

import com.fasterxml.jackson.annotation.JsonValue;
import io.adpipeline.latency.Statistic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a threshold can be set on; the key is how scenarios and results write it. */
public enum Metric {
    /** Intended time of an event to the append of the first result that counts it, of every event. */
    PER_EVENT(
            "perEvent",
            latencies(),
            "append of the first result that counts an event - intended time of the event, of every event"),
    /** Result time − newest produce time in the result's window. */
    END_TO_END("endToEnd", latencies(), "result time - newest produce time in the window of the result"),
    /** Result time − newest intended time in the window: the same without coordinated omission. */
    EVENT_TIME("eventTime", latencies(), "result time - newest intended time in the window"),
    /** Result time − window end, of the final row of each (window, campaign). */
    WINDOW_CLOSE("windowClose", latencies(), "result time - window end, of the final row of a window and campaign"),
    /** Produce time − intended time: the load generator's own fault. */
    SCHEDULE_LAG("scheduleLag", latencies(), "produce time - intended time: the load generator's own delay"),
    /** Acknowledged events in percent of those asked for; the limit is a lower limit. */
    DELIVERED("delivered", List.of("share"), "acknowledged events, in percent of those asked for; a lower limit"),
    /** Events that wait for their first result: the most at one time, and their growth in percent of the asked rate. */
    BACKLOG(
            "backlog",
            List.of("max", "growth"),
            "events that wait for their first result: the most at one time, and how they grow in percent of the asked rate");

    private final String key;
    private final List<String> statistics;
    private final String meaning;

    Metric(String key, List<String> statistics, String meaning) {
        this.key = key;
        this.statistics = statistics;
        this.meaning = meaning;
    }

    /** The name in YAML, JSON and tables. */
    @JsonValue
    public String key() {
        return key;
    }

    /** What it is, for lists. */
    public String meaning() {
        return meaning;
    }

    /** The statistics it has, in the order to list them. */
    public List<String> statistics() {
        return statistics;
    }

    /**
     * What a statistic of it is counted in.
     *
     * @throws IllegalArgumentException if it has no such statistic
     */
    public Unit unit(String statistic) {
        if (!statistics.contains(statistic)) {
            throw new IllegalArgumentException(
                    "a statistic of %s must be one of %s, was '%s'".formatted(key, statistics, statistic));
        }
        if (isLatency()) {
            return Unit.MS;
        }
        return statistic.equals("max") ? Unit.EVENTS : Unit.PERCENT;
    }

    /**
     * Whether it is about the pipeline, not the generator: a run that breaks a threshold on it is {@link Outcome#FAIL},
     * not {@link Outcome#INVALID}.
     */
    public boolean ofPipeline() {
        return this != SCHEDULE_LAG && this != DELIVERED;
    }

    /** Whether it has samples in ms: all but {@link #DELIVERED} and {@link #BACKLOG}. */
    public boolean isLatency() {
        return statistics.contains(Statistic.MEAN.key());
    }

    /** Whether values below the limit break it, instead of values above. */
    public boolean hasLowerLimit() {
        return this == DELIVERED;
    }

    /** The metric with this key; empty if there is none. */
    public static Optional<Metric> ofKey(String key) {
        return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
    }

    /** The latencies of the pipeline, in the order to list them. */
    public static List<Metric> pipelineLatencies() {
        return Arrays.stream(values())
                .filter(metric -> metric.isLatency() && metric.ofPipeline())
                .toList();
    }

    /** The keys of all metrics, in the order to list them. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Metric::key).toList();
    }

    private static List<String> latencies() {
        return Arrays.stream(Statistic.values()).map(Statistic::key).toList();
    }
}

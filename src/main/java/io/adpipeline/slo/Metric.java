package io.adpipeline.slo;

import com.fasterxml.jackson.annotation.JsonValue;
import io.adpipeline.latency.Statistic;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a threshold can be set on; the key is how scenarios and results write it. */
public enum Metric {
    /** Intended time of an event to the append of the first result that counts it, of every event. */
    PER_EVENT(
            "perEvent",
            latencies(),
            Outcome.FAIL,
            "append of the first result that counts an event - intended time of the event, of every event"),
    /** Result time − newest produce time in the result's window. */
    END_TO_END("endToEnd", latencies(), Outcome.FAIL, "result time - newest produce time in the window of the result"),
    /** Result time − newest intended time in the window: the same without coordinated omission. */
    EVENT_TIME("eventTime", latencies(), Outcome.FAIL, "result time - newest intended time in the window"),
    /** Result time − window end, of the final row of each (window, campaign). */
    WINDOW_CLOSE(
            "windowClose",
            latencies(),
            Outcome.FAIL,
            "result time - window end, of the final row of a window and campaign"),
    /** Produce time − intended time: the load generator's own fault. */
    SCHEDULE_LAG(
            "scheduleLag",
            latencies(),
            Outcome.INVALID,
            "produce time - intended time: the load generator's own delay"),
    /** Acknowledged events in percent of those asked for; the limit is a lower limit. */
    DELIVERED(
            "delivered",
            Map.of("share", Unit.PERCENT),
            Outcome.INVALID,
            "acknowledged events, in percent of those asked for; a lower limit"),
    /** Events that wait for their first result: the most at one time, and their growth in percent of the asked rate. */
    BACKLOG(
            "backlog",
            backlogs(),
            Outcome.FAIL,
            "events that wait for their first result: the most at one time, and how they grow in percent of the asked rate");

    private final String key;
    private final Map<String, Unit> units;
    private final Outcome onBreach;
    private final String meaning;

    Metric(String key, Map<String, Unit> units, Outcome onBreach, String meaning) {
        this.key = key;
        this.units = units;
        this.onBreach = onBreach;
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
        return List.copyOf(units.keySet());
    }

    /**
     * What a statistic of it is counted in.
     *
     * @throws IllegalArgumentException if it has no such statistic
     */
    public Unit unit(String statistic) {
        Unit unit = units.get(statistic);
        if (unit == null) {
            throw new IllegalArgumentException(
                    "a statistic of %s must be one of %s, was '%s'".formatted(key, statistics(), statistic));
        }
        return unit;
    }

    /** The outcome of a run that breaks a threshold: {@link Outcome#FAIL} or {@link Outcome#INVALID}. */
    public Outcome onBreach() {
        return onBreach;
    }

    /** Whether it is about the pipeline, not the generator. */
    public boolean ofPipeline() {
        return onBreach == Outcome.FAIL;
    }

    /** Whether it has samples in ms: all but {@link #DELIVERED} and {@link #BACKLOG}. */
    public boolean isLatency() {
        return units.containsKey(Statistic.MEAN.key());
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

    private static Map<String, Unit> latencies() {
        Map<String, Unit> units = new LinkedHashMap<>();
        Arrays.stream(Statistic.values()).forEach(statistic -> units.put(statistic.key(), Unit.MS));
        return Collections.unmodifiableMap(units);
    }

    private static Map<String, Unit> backlogs() {
        Map<String, Unit> units = new LinkedHashMap<>();
        units.put("max", Unit.EVENTS);
        units.put("growth", Unit.PERCENT);
        return Collections.unmodifiableMap(units);
    }
}

package io.adpipeline.analysis;

import io.adpipeline.analysis.EventTimeline.Bin;
import io.adpipeline.analysis.EventTimeline.Pause;
import io.adpipeline.evidence.Schedule;
import io.adpipeline.latency.LatencyHistogram;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import io.adpipeline.load.FinishedLoad;
import io.adpipeline.result.EventMatching;
import io.adpipeline.result.EventMatching.ResultFault;
import io.adpipeline.result.ResultRow;
import io.adpipeline.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;

/**
 * The latency {@code perEvent} of the measured windows: from each acknowledged event's intended time to the append of
 * the first result that counts it, in whole ms. One pass over the events; memory does not grow with their number.
 */
final class EventAnalysis {

    private static final int BINS = 300;
    private static final long SHORTEST_BIN_MS = 50;

    private final Schedule schedule;
    private final LatencyHistogram all = LatencyHistogram.ofWholeMs();
    private final Map<Long, Map<Statistic, Double>> windows = new TreeMap<>();
    private final List<LatencyHistogram> sections = new ArrayList<>();
    private final List<Bin> bins = new ArrayList<>();
    private final List<ResultFault> faults = new ArrayList<>();
    private final List<Parts> parts;
    private final long binMs;
    private Pause pause;
    private long waiting;
    private final EventBacklog backlog;
    private final LatencyStats statistics;
    private final boolean complete;

    /**
     * @param rows all result rows, in the order of each partition
     */
    EventAnalysis(FinishedLoad load, List<ResultRow> rows, Schedule schedule, Scenario.Pipeline pipeline) {
        this.schedule = schedule;
        backlog = new EventBacklog(schedule, pipeline);
        binMs = Math.max(SHORTEST_BIN_MS, (schedule.measureToMs() - schedule.measureFromMs()) / BINS);
        Sections ofTime = Sections.ofTime(schedule.measureFromMs(), schedule.measureToMs(), schedule.windowMs());
        parts = List.of(
                new Parts(
                        schedule.windowMs(),
                        Long.MAX_VALUE,
                        (part, startMs) -> windows.put(startMs, part.statistics())),
                new Parts(ofTime.lengthMs(), ofTime.count(), (part, startMs) -> sections.add(part.copy())),
                new Parts(
                        binMs,
                        Long.MAX_VALUE,
                        (part, startMs) ->
                                bins.add(new Bin(startMs, part.value(Statistic.P50), part.value(Statistic.MAX)))));
        pause = longestPause(rows);
        EventMatching matching = new EventMatching(
                load.truth(),
                rows,
                schedule.windowMs(),
                RunFindings.clockBoundMs(load.report()),
                this::counted,
                faults::add);
        load.events().forEach(matching);
        complete = matching.complete();
        parts.forEach(Parts::end);
        pause = new Pause(pause.fromMs(), pause.toMs(), waiting);
        statistics = LatencyStats.of(all, sections);
    }

    private void counted(long windowStartMs, long intendedNs, long countedMs) {
        long intendedMs = TimeUnit.NANOSECONDS.toMillis(intendedNs);
        backlog.add(windowStartMs, intendedMs, countedMs);
        if (intendedMs < pause.toMs() && countedMs >= pause.toMs()) {
            waiting++;
        }
        if (schedule.measures(windowStartMs)) {
            record(all, intendedMs, countedMs);
            for (Parts part : parts) {
                record(part.at(intendedMs), intendedMs, countedMs);
            }
        }
    }

    private static void record(LatencyHistogram histogram, long intendedMs, long countedMs) {
        if (countedMs == EventMatching.NEVER) {
            histogram.recordNever();
        } else {
            histogram.recordMs(countedMs - intendedMs);
        }
    }

    /**
     * The longest time without a result that began in the measured phase. The phase's start counts as a result, and so
     * does its end if no result comes later.
     */
    private Pause longestPause(List<ResultRow> rows) {
        long[] times = rows.stream()
                .mapToLong(ResultRow::resultTimeMs)
                .filter(timeMs -> timeMs > schedule.measureFromMs())
                .sorted()
                .toArray();
        Pause longest = new Pause(schedule.measureFromMs(), schedule.measureFromMs(), 0);
        long lastMs = schedule.measureFromMs();
        for (int i = 0; i <= times.length && lastMs < schedule.measureToMs(); i++) {
            long nextMs = i < times.length ? times[i] : schedule.measureToMs();
            if (nextMs - lastMs > longest.lengthMs()) {
                longest = new Pause(lastMs, nextMs, 0);
            }
            lastMs = nextMs;
        }
        return longest;
    }

    /** Statistics over all measured windows, with intervals. */
    LatencyStats statistics() {
        return statistics;
    }

    /** Statistics of each measured window that has events, by its start, epoch ms. */
    Map<Long, Map<Statistic, Double>> windows() {
        return windows;
    }

    LatencyHistogram histogram() {
        return all;
    }

    EventTimeline timeline() {
        return new EventTimeline(binMs, bins, pause);
    }

    EventBacklog backlog() {
        return backlog;
    }

    /** Rows that no correct pipeline can have written. */
    List<ResultFault> faults() {
        return faults;
    }

    /** Whether the events that were drawn again are those that Kafka acknowledged. */
    boolean complete() {
        return complete;
    }

    /**
     * Splits the measured time into consecutive parts of equal length; holds the histogram of the current part only.
     */
    private final class Parts {

        private final long lengthMs;
        private final long count;
        private final ObjLongConsumer<LatencyHistogram> done;
        private final LatencyHistogram histogram = LatencyHistogram.ofWholeMs();
        private long current = -1;

        Parts(long lengthMs, long count, ObjLongConsumer<LatencyHistogram> done) {
            this.lengthMs = lengthMs;
            this.count = count;
            this.done = done;
        }

        LatencyHistogram at(long intendedMs) {
            long part = Math.min((intendedMs - schedule.measureFromMs()) / lengthMs, count - 1);
            if (part != current) {
                end();
                current = part;
            }
            return histogram;
        }

        void end() {
            if (histogram.count() > 0) {
                done.accept(histogram, schedule.measureFromMs() + current * lengthMs);
                histogram.clear();
            }
        }
    }
}

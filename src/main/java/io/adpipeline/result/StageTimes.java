package io.adpipeline.result;

import io.adpipeline.pipeline.BatchProgress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Where one row's latency went. The stages lie between consecutive instants, so they add up to the row's
 * {@code eventTime} latency, and without {@link Stage#SCHEDULE_LAG} to its {@code endToEnd} latency.
 *
 * @param timesMs every stage's time, ms
 * @param errorMs the largest inconsistency, ms; 0 if there is none. The stages must add up to the {@code eventTime}
 *     latency, the row must have been handed to the sink between start and end of its batch, and its newest event must
 *     have been appended before that
 */
public record StageTimes(Map<Stage, Double> timesMs, double errorMs) {

    public StageTimes {
        timesMs = Map.copyOf(timesMs);
    }

    /**
     * Splits a row's latency into stages; empty unless its trace is complete and the batch that emitted it is known.
     *
     * <p>A micro-batch fixes its offsets a little after its start, so an event may be appended when its batch has
     * already begun. Its batch wait is 0 then, and the batch's planning is counted from the append.
     */
    public static Optional<StageTimes> of(ResultRow row, Map<Long, BatchProgress> batches) {
        BatchProgress batch = batches.get(row.trace().batchId());
        if (!row.trace().complete() || batch == null) {
            return Optional.empty();
        }
        double producedMs = row.counts().maxProduceTimeMs();
        double appendedMs = row.trace().maxAppendTimeMs();
        double emittedMs = row.trace().emitTimeMs();
        double begunMs = Math.max(batch.startMs(), appendedMs);
        double plannedMs = Math.min(emittedMs, Math.max(begunMs, batch.startMs() + batch.planningMs()));

        Map<Stage, Double> times = new EnumMap<>(Stage.class);
        times.put(Stage.SCHEDULE_LAG, row.scheduleLagMs());
        times.put(Stage.BROKER_APPEND, appendedMs - producedMs);
        times.put(Stage.BATCH_WAIT, begunMs - appendedMs);
        times.put(Stage.BATCH_PLANNING, plannedMs - begunMs);
        times.put(Stage.BATCH_EXECUTION, emittedMs - plannedMs);
        times.put(Stage.SINK_APPEND, row.resultTimeMs() - emittedMs);
        double sumMs = times.values().stream().mapToDouble(Double::doubleValue).sum();
        double endedMs = batch.startMs() + batch.wholeMs();
        double errorMs = DoubleStream.of(
                        Math.abs(sumMs - row.eventTimeMs()),
                        batch.startMs() - emittedMs,
                        emittedMs - endedMs,
                        appendedMs - emittedMs)
                .max()
                .orElseThrow();
        return Optional.of(new StageTimes(times, errorMs));
    }

    /** Micro-batches by their id; of those with the same id the last. */
    public static Map<Long, BatchProgress> byId(List<BatchProgress> batches) {
        return batches.stream().collect(Collectors.toMap(BatchProgress::batchId, Function.identity(), (a, b) -> b));
    }

    /** One stage's time, ms. */
    public double timeMs(Stage stage) {
        return timesMs.get(stage);
    }
}

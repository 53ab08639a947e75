package io.adpipeline.report.chart;

import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.run.BacklogSample;
import java.util.ArrayList;
import java.util.List;

/** When the pipeline processed how many events. */
final class Work {

    /** Spark's name for a batch from its start to its end. */
    private static final String WHOLE = "triggerExecution";

    /** Events spread evenly from one instant to another, seconds from the load's start. */
    private record Stretch(double from, double to, double events) {}

    private final List<Stretch> stretches;

    private Work(List<Stretch> stretches) {
        this.stretches = stretches;
    }

    /** By the micro-batches, each spread over its own time; by the committed offsets if there are no batches. */
    static Work of(RunData run) {
        return new Work(run.evidence().batches().isEmpty() ? ofOffsets(run) : ofBatches(run));
    }

    private static List<Stretch> ofBatches(RunData run) {
        List<Stretch> stretches = new ArrayList<>();
        for (BatchProgress batch : run.evidence().batches()) {
            long lengthMs = Math.max(1, batch.durationMs(WHOLE));
            stretches.add(new Stretch(
                    run.second(batch.startMs()), run.second(batch.startMs() + lengthMs), batch.inputRows()));
        }
        return stretches;
    }

    private static List<Stretch> ofOffsets(RunData run) {
        List<Stretch> stretches = new ArrayList<>();
        List<BacklogSample> samples = run.evidence().backlog();
        for (int i = 1; i < samples.size(); i++) {
            BacklogSample before = samples.get(i - 1);
            BacklogSample sample = samples.get(i);
            if (sample.timeMs() > before.timeMs()) {
                stretches.add(new Stretch(
                        run.second(before.timeMs()),
                        run.second(sample.timeMs()),
                        sample.committedOffset() - before.committedOffset()));
            }
        }
        return stretches;
    }

    /**
     * Mean rates of consecutive buckets from the load's start on, events per second.
     *
     * @param buckets how many
     * @param bucketS length of each, s
     */
    double[] perSecond(int buckets, int bucketS) {
        double[] rates = new double[buckets];
        for (Stretch stretch : stretches) {
            int first = (int) Math.max(0, Math.floor(stretch.from() / bucketS));
            for (int bucket = first; bucket < buckets && bucket * bucketS < stretch.to(); bucket++) {
                double inside = Math.min(stretch.to(), (bucket + 1.0) * bucketS)
                        - Math.max(stretch.from(), (double) bucket * bucketS);
                rates[bucket] += stretch.events() * inside / (stretch.to() - stretch.from()) / bucketS;
            }
        }
        return rates;
    }
}

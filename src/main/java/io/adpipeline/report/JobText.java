package io.adpipeline.report;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Figures;
import java.util.List;
import java.util.Locale;

/** A pipeline that runs on its own, as plain text. */
public final class JobText {

    private JobText() {}

    /** What is about to run. */
    public static String head(Scenario scenario, KafkaConnection kafka) {
        return "%s, %s mode, windows of %s: %s to %s at %s"
                .formatted(
                        scenario.pipeline().name(),
                        scenario.pipeline().outputMode().name().toLowerCase(Locale.ROOT),
                        Figures.exact(scenario.pipeline().window()),
                        scenario.topics().events(),
                        scenario.topics().results(),
                        kafka.bootstrapServers());
    }

    /** One micro-batch. */
    public static String batch(BatchProgress batch) {
        return String.format(
                Locale.ROOT,
                "batch %,d  %,d records  %,d ms (planning %,d, execution %,d)",
                batch.batchId(),
                batch.inputRows(),
                batch.wholeMs(),
                batch.planningMs(),
                batch.workMs());
    }

    /**
     * The progress of the pipeline.
     *
     * @param reported number of batches in earlier lines
     */
    public static String progress(double seconds, List<BatchProgress> batches, int reported, long backlog) {
        List<BatchProgress> fresh = batches.subList(reported, batches.size());
        double meanMs =
                fresh.stream().mapToLong(BatchProgress::wholeMs).average().orElse(0);
        return String.format(
                Locale.ROOT,
                "%4.0f s  %,d micro-batches  %,d records  backlog %,d  batch mean %,.0f ms",
                seconds,
                batches.size(),
                records(batches),
                backlog,
                meanMs);
    }

    /** What the pipeline did. */
    public static String summary(List<BatchProgress> batches, long malformed) {
        return String.format(
                Locale.ROOT,
                "%n  micro-batches %,d%n  records       %,d%n  malformed     %,d",
                batches.size(),
                records(batches),
                malformed);
    }

    /** Records that were read. */
    public static long records(List<BatchProgress> batches) {
        return batches.stream().mapToLong(BatchProgress::inputRows).sum();
    }
}

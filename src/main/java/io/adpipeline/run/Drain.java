package io.adpipeline.run;

import io.adpipeline.analysis.Analysis;
import io.adpipeline.event.Truth;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.evidence.BacklogSample;
import io.adpipeline.kafka.KafkaUnavailableException;
import io.adpipeline.kafka.TopicException;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.result.Completeness;
import io.adpipeline.result.ResultRow;
import io.adpipeline.slo.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** Lets what is under way come to its end; what does not becomes a finding with its backlog. Used once, by one thread. */
final class Drain {

    /** Results that are there are read within this, however late the pipeline was with them. */
    private static final Duration READ_LIMIT = Duration.ofSeconds(20);

    /**
     * A pipeline that has processed everything may need another, empty batch to close its windows, but no longer than this
     * and twice the longest of its latest batches.
     */
    private static final Duration SETTLE = Duration.ofSeconds(2);
    /** For a pipeline that tells nothing: how long nothing must have come after the right rows, and after others. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration LEAST_SETTLE = Duration.ofSeconds(10);

    private static final int RECENT_BATCHES = 5;

    private final RunParts parts;
    private final RunWatch watch;
    private final Runnable progress;

    private final long beginMs = System.currentTimeMillis();
    private final Duration limit;
    private final long settleNs;
    private long endNs;
    private Map<TopicPartition, Long> resultsEnd;
    private long unreadResults;
    private int rowsTaken;
    private long newestBatch = ResultRow.UNKNOWN;
    private int lastRows = -1;
    private int lastBatches;
    private long lastChangeNs;

    /** @param progress called often */
    Drain(RunParts parts, RunWatch watch, Runnable progress) {
        this.parts = parts;
        this.watch = watch;
        this.progress = progress;
        this.limit = parts.scenario().timeouts().drain();
        this.settleNs = SETTLE.plus(parts.scenario().pipeline().trigger().multipliedBy(2))
                .toNanos();
        this.endNs = System.nanoTime() + limit.toNanos();
    }

    /** Drains; says what was still under way when the time was over, a sentence each. */
    List<String> run() throws InterruptedException {
        List<String> problems = new ArrayList<>();
        if (!parts.pipeline().tellsProgress() || until(this::allProcessed)) {
            awaitResults(parts.load().truth());
        } else if (!watch.aborted()) {
            problems.add("%s events were still not processed %d s after the load ended (timeouts.drain)"
                    .formatted(
                            Figures.count(parts.backlog()
                                    .latest()
                                    .map(BacklogSample::events)
                                    .orElse(0L)),
                            limit.toSeconds()));
        }
        readAll();
        return problems;
    }

    /** A wrong result never becomes right: the oracle says so, and names it. */
    private void awaitResults(Truth truth) throws InterruptedException {
        long windowMs = parts.scenario().pipeline().window().toMillis();
        Completeness completeness = new Completeness(truth, Analysis.dueUntilMs(parts.scenario(), truth), windowMs);
        until(() -> {
            for (ResultRow row : parts.reader().rowsFrom(rowsTaken)) {
                completeness.add(row);
                rowsTaken++;
                newestBatch = Math.max(newestBatch, row.trace().batchId());
            }
            return settled() || (completeness.reached() && batchesReported() && quiet());
        });
    }

    /** One that tells nothing may write rows again that are right already. */
    private boolean quiet() {
        return parts.pipeline().tellsProgress() || System.nanoTime() - lastChangeNs > GRACE.toNanos();
    }

    /** The engine reports a batch after its results are out; without the report it is unknown where its time went. */
    private boolean batchesReported() {
        List<BatchProgress> batches = parts.pipeline().batches();
        return batches.isEmpty() || batches.get(batches.size() - 1).batchId() >= newestBatch;
    }

    /** What is there by now; a pipeline that is behind may write more. */
    private void readAll() throws InterruptedException {
        endNs = System.nanoTime() + READ_LIMIT.toNanos();
        if (!until(this::allRead)) {
            watch.abort(
                    Culprit.READER,
                    "the results reader had %s results still to read %d s after the drain"
                            .formatted(Figures.count(unreadResults), READ_LIMIT.toSeconds()));
        }
    }

    /** Whether everything is processed and neither result nor batch has come for so long that none will. */
    private boolean settled() {
        int rows = parts.reader().rowCount();
        List<BatchProgress> batches = parts.pipeline().batches();
        if (rows != lastRows || batches.size() != lastBatches) {
            lastRows = rows;
            lastBatches = batches.size();
            lastChangeNs = System.nanoTime();
        }
        long settle = parts.pipeline().tellsProgress()
                ? settleNs + TimeUnit.MILLISECONDS.toNanos(2 * recentBatchMs(batches))
                : Math.max(LEAST_SETTLE.toNanos(), TimeUnit.MILLISECONDS.toNanos(3 * longestPauseMs()));
        return System.nanoTime() - lastChangeNs > settle;
    }

    /** Of one that tells nothing: the longest time between two of its rows. */
    private long longestPauseMs() {
        long[] times = parts.reader().rows().stream()
                .mapToLong(ResultRow::resultTimeMs)
                .sorted()
                .toArray();
        long longest = 0;
        for (int i = 1; i < times.length; i++) {
            longest = Math.max(longest, times[i] - times[i - 1]);
        }
        return longest;
    }

    /** The longest of the latest batches: on a busy machine the one that closes the windows takes as long. */
    private static long recentBatchMs(List<BatchProgress> batches) {
        return batches.stream()
                .skip(Math.max(0, batches.size() - RECENT_BATCHES))
                .mapToLong(BatchProgress::wholeMs)
                .max()
                .orElse(0);
    }

    /** Only a sample of the drain knows of every event. */
    private boolean allProcessed() {
        return parts.backlog()
                .latest()
                .filter(sample -> sample.timeMs() >= beginMs && sample.events() == 0)
                .isPresent();
    }

    private boolean allRead() {
        try {
            if (resultsEnd == null) {
                resultsEnd = parts.topics().endOffsets(parts.scenario().topics().results());
            }
            unreadResults = parts.reader().backlog(resultsEnd);
            return unreadResults == 0;
        } catch (KafkaUnavailableException | TopicException e) {
            return false; // a Kafka that stays silent ends the run, see RunWatch
        }
    }

    private boolean until(Callable<Boolean> condition) throws InterruptedException {
        Duration left = Duration.ofNanos(Math.max(RunWatch.POLL.toNanos() * 2, endNs - System.nanoTime()));
        return watch.await(left, () -> {
            progress.run();
            return condition.call();
        });
    }
}

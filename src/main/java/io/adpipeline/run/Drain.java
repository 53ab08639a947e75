package io.adpipeline.run;

import io.adpipeline.analysis.Analysis;
import io.adpipeline.event.Truth;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.evidence.BacklogSample;
import io.adpipeline.kafka.KafkaUnavailableException;
import io.adpipeline.kafka.TopicException;
import io.adpipeline.load.FinishedLoad;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.result.Completeness;
import io.adpipeline.result.ResultRow;
import io.adpipeline.slo.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until the pipeline has finished what it has, and the reader has read it. What is not finished in time becomes a
 * finding with its backlog. Used once, by one thread.
 */
final class Drain {

    /** How long reading the results that are in the topic may take, however late the pipeline wrote them. */
    private static final Duration READ_LIMIT = Duration.ofSeconds(20);

    /**
     * How long a pipeline that has processed everything may still need for an empty batch that closes its windows.
     * Twice its trigger and twice the longest of its latest batches come on top.
     */
    private static final Duration SETTLE = Duration.ofSeconds(2);
    /** How long a pipeline that reports no progress must be quiet once its results are right. */
    private static final Duration QUIET_WHEN_RIGHT = Duration.ofSeconds(2);

    /** How long it must be quiet while its results are not right; at least three times its longest pause. */
    private static final Duration LEAST_QUIET = Duration.ofSeconds(10);

    private static final int RECENT_BATCHES = 5;

    private final RunParts parts;
    private final RunWatch watch;
    private final Runnable progress;

    private final long beginMs = System.currentTimeMillis();
    private final Duration limit;
    private final long settleNs;
    private long endNs;
    private long loadStartMs;
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

    /** Drains; returns what was still under way when the time was over, a sentence each. */
    List<String> run() throws InterruptedException {
        boolean processed = !parts.pipeline().reportsProgress() || until(this::allProcessed);
        FinishedLoad load = parts.load().finished();
        loadStartMs = load.report().startMs();
        boolean finished = processed && awaitResults(load.truth());
        List<String> problems =
                finished || watch.aborted() ? List.of() : List.of(processed ? resultsNotRight() : eventsLeft());
        readAll();
        return problems;
    }

    private String resultsNotRight() {
        return "the results were not right %s after the load ended (timeouts.drain), and more might have come"
                .formatted(Figures.exact(limit));
    }

    private String eventsLeft() {
        return "%s events were still not processed %s after the load ended (timeouts.drain)"
                .formatted(
                        Figures.count(parts.backlog()
                                .latest()
                                .map(BacklogSample::events)
                                .orElse(0L)),
                        Figures.exact(limit));
    }

    /**
     * Waits until the results are right, or until no more will come: a wrong result never becomes right, and the oracle
     * reports it. False if neither came true in time.
     */
    private boolean awaitResults(Truth truth) throws InterruptedException {
        long windowMs = parts.scenario().pipeline().window().toMillis();
        Completeness completeness = new Completeness(truth, Analysis.dueUntilMs(parts.scenario(), truth), windowMs);
        return until(() -> {
            for (ResultRow row : parts.reader().rowsFrom(rowsTaken)) {
                completeness.add(row);
                rowsTaken++;
                newestBatch = Math.max(newestBatch, row.trace().batchId());
            }
            return settled() || (completeness.reached() && batchesReported() && quiet());
        });
    }

    /** A pipeline that reports no progress may write rows again that are right already. */
    private boolean quiet() {
        return parts.pipeline().reportsProgress() || System.nanoTime() - lastChangeNs > QUIET_WHEN_RIGHT.toNanos();
    }

    /** The engine reports a batch after its results are out; only the report tells where the batch spent its time. */
    private boolean batchesReported() {
        List<BatchProgress> batches = parts.pipeline().batches();
        return batches.isEmpty() || batches.get(batches.size() - 1).batchId() >= newestBatch;
    }

    /** Reads the results that are in the topic by now; a pipeline that is behind may write more. */
    private void readAll() throws InterruptedException {
        endNs = System.nanoTime() + READ_LIMIT.toNanos();
        if (!until(this::allRead)) {
            watch.abort(
                    Culprit.READER,
                    "the results reader had %s results still to read %d s after the drain"
                            .formatted(Figures.count(unreadResults), READ_LIMIT.toSeconds()));
        }
    }

    /** Whether neither a row nor a batch has come for so long that none will. */
    private boolean settled() {
        int rows = parts.reader().rowCount();
        List<BatchProgress> batches = parts.pipeline().batches();
        if (rows != lastRows || batches.size() != lastBatches) {
            lastRows = rows;
            lastBatches = batches.size();
            lastChangeNs = System.nanoTime();
        }
        long quietNs = System.nanoTime() - lastChangeNs;
        return parts.pipeline().reportsProgress()
                ? quietNs > settleNs + TimeUnit.MILLISECONDS.toNanos(2 * recentBatchMs(batches))
                : quietNs > LEAST_QUIET.toNanos() && quietNs > TimeUnit.MILLISECONDS.toNanos(3 * longestPauseMs());
    }

    /** The longest time between two rows of the load's windows, for a pipeline that reports no progress. */
    private long longestPauseMs() {
        long[] times = parts.reader().rows().stream()
                .filter(row -> row.cell().windowStartMs() >= loadStartMs)
                .mapToLong(ResultRow::resultTimeMs)
                .sorted()
                .toArray();
        long longest = 0;
        for (int i = 1; i < times.length; i++) {
            longest = Math.max(longest, times[i] - times[i - 1]);
        }
        return longest;
    }

    /** The longest of the latest batches, ms: on a busy machine the batch that closes the windows takes as long. */
    private static long recentBatchMs(List<BatchProgress> batches) {
        return batches.stream()
                .skip(Math.max(0, batches.size() - RECENT_BATCHES))
                .mapToLong(BatchProgress::wholeMs)
                .max()
                .orElse(0);
    }

    /** Only a sample that was taken since the drain began covers every event. */
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

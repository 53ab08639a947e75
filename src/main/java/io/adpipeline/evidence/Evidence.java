package io.adpipeline.evidence;

import io.adpipeline.event.SentEvents;
import io.adpipeline.event.Truth;
import io.adpipeline.load.LoadReport;
import io.adpipeline.load.LoadSecond;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.result.ResultRow;
import io.adpipeline.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/**
 * Everything a run leaves behind, raw: the verdict can be computed from it again.
 *
 * @param scenario the scenario as it was run
 * @param facts when, where, and what went wrong
 * @param load what the generator did; empty if it did not finish
 * @param seconds the load, second by second; empty if the generator did not finish
 * @param truth what Kafka acknowledged; empty if the generator did not finish
 * @param events each event of the truth, drawn again from the seed; empty if the generator did not finish
 * @param rows all result rows, in the order of each partition
 * @param batches the pipeline's micro-batches
 * @param backlog samples of the backlog, oldest first
 */
public record Evidence(
        Scenario scenario,
        RunFacts facts,
        Optional<LoadReport> load,
        List<LoadSecond> seconds,
        Optional<Truth> truth,
        Optional<SentEvents> events,
        List<ResultRow> rows,
        List<BatchProgress> batches,
        List<BacklogSample> backlog) {

    public Evidence {
        seconds = List.copyOf(seconds);
        rows = List.copyOf(rows);
        batches = List.copyOf(batches);
        backlog = List.copyOf(backlog);
    }
}

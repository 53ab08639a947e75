package io.adpipeline.evidence;

import io.adpipeline.load.FinishedLoad;
import io.adpipeline.load.LoadReport;
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
 * @param finished what the generator did and what Kafka acknowledged; empty if the generator did not finish
 * @param rows all result rows, in the order of each partition
 * @param batches the pipeline's micro-batches
 * @param backlog samples of the backlog, oldest first
 */
public record Evidence(
        Scenario scenario,
        RunFacts facts,
        Optional<FinishedLoad> finished,
        List<ResultRow> rows,
        List<BatchProgress> batches,
        List<BacklogSample> backlog) {

    public Evidence {
        rows = List.copyOf(rows);
        batches = List.copyOf(batches);
        backlog = List.copyOf(backlog);
    }

    /** What the generator did; empty if it did not finish. */
    public Optional<LoadReport> load() {
        return finished.map(FinishedLoad::report);
    }
}

package io.adpipeline.report;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.ScenarioListener;
import io.adpipeline.compare.ComparisonListener;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.Round;
import io.adpipeline.evidence.RunFolder;

/**
 * Writes the report of each run or search into its folder as soon as it is judged. Writes the report of a comparison
 * after each round, so that an interrupted comparison keeps what was measured.
 */
public final class ReportWriter implements ScenarioListener, ComparisonListener {

    @Override
    public void finished(RunResult result, RunFolder folder) {
        ResultFiles.write(result, folder.path());
    }

    @Override
    public void searchFinished(CapacityResult result, RunFolder folder) {
        CapacityFiles.write(result, folder.path());
    }

    @Override
    public void roundFinished(Round round, ComparisonResult soFar, RunFolder folder) {
        ComparisonFiles.write(soFar, folder);
    }

    @Override
    public void comparisonFinished(ComparisonResult result, RunFolder folder) {
        ComparisonFiles.write(result, folder);
    }
}

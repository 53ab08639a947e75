package io.adpipeline.report;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.ScenarioListener;
import io.adpipeline.evidence.RunFolder;

/** Writes the report of each run, and of a search, into its folder as soon as it is judged. */
public final class ReportWriter implements ScenarioListener {

    @Override
    public void finished(RunResult result, RunFolder folder) {
        ResultFiles.write(result, folder.path());
    }

    @Override
    public void searchFinished(CapacityResult result, RunFolder folder) {
        CapacityFiles.write(result, folder.path());
    }
}

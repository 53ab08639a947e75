package io.adpipeline.perf;

import io.adpipeline.junit.PerfScenarios;
import io.adpipeline.junit.ScenarioRun;

/** The performance gate: every selected scenario, one test each. Run by {@code mvn verify -Pperf}. */
class ScenarioSuite {

    @PerfScenarios
    void meetsItsThresholds(ScenarioRun run) throws InterruptedException {
        run.assertPasses();
    }
}

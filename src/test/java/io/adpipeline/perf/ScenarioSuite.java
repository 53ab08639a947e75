package io.adpipeline.perf;

import io.adpipeline.junit.PerfScenarios;
import io.adpipeline.junit.ScenarioRun;
import org.junit.jupiter.api.DisplayName;

/** The performance gate: every selected scenario, one test each. Run by {@code mvn verify -Pperf}. */
class ScenarioSuite {

    @PerfScenarios
    @DisplayName("meets its thresholds:")
    void meetsItsThresholds(ScenarioRun run) throws InterruptedException {
        run.assertPasses();
    }
}

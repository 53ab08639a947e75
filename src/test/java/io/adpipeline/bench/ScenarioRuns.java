package io.adpipeline.bench;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.CapacityRunner;
import io.adpipeline.capacity.ScenarioListener;
import io.adpipeline.evidence.EvidenceStore;
import io.adpipeline.run.RunListener;
import io.adpipeline.run.RunOptions;
import io.adpipeline.run.SampleOptions;
import io.adpipeline.run.ScenarioRunner;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.ScenarioParser;
import io.adpipeline.slo.Outcome;
import java.nio.file.Path;
import java.util.Map;

/** Ordinary runs on an embedded broker of their own, oracle included. */
final class ScenarioRuns {

    /** Those that the project ships. */
    static final Path SHIPPED = Path.of("src", "test", "resources", "scenarios");

    /** Those made for benchmarks. */
    static final Path BENCH = Path.of("src", "test", "resources", "bench");

    private final Path scenarios;
    private final RunOptions options;

    /**
     * @param scenarios folder of the scenarios
     * @param results where the runs leave their evidence, in a folder named like the scenario
     */
    ScenarioRuns(Path scenarios, Path results) {
        this.scenarios = scenarios;
        this.options = SampleOptions.of("embedded", Map.of(), results, false);
    }

    /**
     * One run of a scenario with some keys set otherwise.
     *
     * @throws IllegalStateException if it is not a PASS: its figures mean nothing then
     */
    RunResult run(String name, Map<String, String> keys) throws InterruptedException {
        return run(name, keys, RunListener.NONE);
    }

    /** The same with a listener. */
    RunResult run(String name, Map<String, String> keys, RunListener listener) throws InterruptedException {
        RunResult result = new ScenarioRunner(options).run(scenario(name, keys), listener);
        if (result.verdict().outcome() != Outcome.PASS) {
            throw new IllegalStateException(result.verdict().message(name));
        }
        return result;
    }

    /** How long each micro-batch with data took that began while a run was measured, ms; of the scenario's last run. */
    double[] batchesMs(RunResult result) {
        long fromMs = result.windows().get(0).startMs();
        long toMs = result.windows().get(result.windows().size() - 1).endMs();
        return EvidenceStore.read(
                        options.resultsDirectory().resolve(result.scenario().name()))
                .batches()
                .stream()
                .filter(batch -> batch.startMs() >= fromMs && batch.startMs() < toMs && batch.inputRows() > 0)
                .mapToDouble(batch -> batch.durationMs("triggerExecution"))
                .toArray();
    }

    /**
     * The highest confirmed rate of a search for capacity, events/s.
     *
     * @throws IllegalStateException if there is none
     */
    double capacity(String name, Map<String, String> keys) throws InterruptedException {
        CapacityResult result = new CapacityRunner(options).run(scenario(name, keys), new ScenarioListener() {});
        return result.answer().eventsPerSecond().orElseThrow(() -> new IllegalStateException(result.message()));
    }

    private Scenario scenario(String name, Map<String, String> keys) {
        return new ScenarioParser().parse(scenarios.resolve(name + ".yaml"), keys);
    }
}

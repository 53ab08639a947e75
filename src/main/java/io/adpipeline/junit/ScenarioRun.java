package io.adpipeline.junit;

import io.adpipeline.capacity.CapacityListeners;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.CapacityRunner;
import io.adpipeline.report.CapacityFiles;
import io.adpipeline.report.CapacityProgress;
import io.adpipeline.report.Console;
import io.adpipeline.report.ConsoleProgress;
import io.adpipeline.report.FailureText;
import io.adpipeline.report.ResultFiles;
import io.adpipeline.report.ScenarioOutcome;
import io.adpipeline.run.RunOptions;
import io.adpipeline.run.RunResult;
import io.adpipeline.run.ScenarioRunner;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.nio.file.Path;

/** One scenario, ready to be run by the test that takes it as its parameter. Used once, by the test's thread. */
public final class ScenarioRun {

    private final Scenario scenario;
    private final RunOptions options;
    private final SuiteReport suite;

    ScenarioRun(Scenario scenario, RunOptions options, SuiteReport suite) {
        this.scenario = scenario;
        this.options = options;
        this.suite = suite;
    }

    /** What will be run. */
    public Scenario scenario() {
        return scenario;
    }

    /**
     * Runs the scenario, leaves its files in the results folder and in Allure, and asserts its verdict.
     *
     * @return the result of a run that passed; of a search for capacity the run that confirmed it
     * @throws ScenarioFailedError if the pipeline was slow or wrong
     * @throws InvalidRunError if the run says nothing about the pipeline
     */
    public RunResult assertPasses() throws InterruptedException {
        Path folder = options.resultsDirectory().resolve(scenario.name());
        return scenario.capacity().isPresent() ? search(folder) : run(folder);
    }

    private RunResult run(Path folder) throws InterruptedException {
        AllureRun allure = new AllureRun(scenario);
        RunResult result;
        try {
            result = new ScenarioRunner(options)
                    .run(scenario, new Listeners(new ConsoleProgress(Console.standard()), allure));
            ResultFiles.write(result, folder);
        } catch (RuntimeException | Error | InterruptedException e) {
            suite.add(ScenarioOutcome.notRun(scenario, e));
            throw e;
        } finally {
            allure.close(folder);
        }
        suite.add(ScenarioOutcome.judged(result));
        Outcome outcome = result.verdict().outcome();
        requirePass(outcome, outcome == Outcome.PASS ? "" : FailureText.of(result));
        return result;
    }

    private RunResult search(Path folder) throws InterruptedException {
        AllureCapacity allure = new AllureCapacity(scenario);
        CapacityResult result;
        try {
            result = new CapacityRunner(options)
                    .run(
                            scenario,
                            new CapacityListeners(
                                    new CapacityProgress(Console.standard()), new CapacityFiles(), allure));
            CapacityFiles.write(result, folder);
        } catch (RuntimeException | Error | InterruptedException e) {
            suite.add(ScenarioOutcome.notRun(scenario, e));
            throw e;
        } finally {
            allure.close(folder);
        }
        suite.add(result);
        requirePass(result.outcome(), result.outcome() == Outcome.PASS ? "" : FailureText.of(result));
        return result.telling().run();
    }

    private static void requirePass(Outcome outcome, String message) {
        switch (outcome) {
            case FAIL -> throw new ScenarioFailedError(message);
            case INVALID -> throw new InvalidRunError(message);
            default -> {}
        }
    }

    @Override
    public String toString() {
        return scenario.name();
    }
}

package io.adpipeline.junit;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.CapacityRunner;
import io.adpipeline.capacity.ScenarioListener;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.report.Console;
import io.adpipeline.report.ConsoleProgress;
import io.adpipeline.report.FailureText;
import io.adpipeline.report.ReportWriter;
import io.adpipeline.report.ScenarioOutcome;
import io.adpipeline.run.RunOptions;
import io.adpipeline.run.ScenarioRunner;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;

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
     * @throws InvalidRunError if the run proves nothing about the pipeline
     */
    public RunResult assertPasses() throws InterruptedException {
        AllureListener allure = new AllureListener(scenario);
        ScenarioListener listeners =
                ScenarioListener.of(new ConsoleProgress(Console.standard()), new ReportWriter(), allure);
        try {
            return scenario.capacity().isPresent() ? search(listeners) : run(listeners);
        } catch (ScenarioFailedError | InvalidRunError verdict) {
            throw verdict;
        } catch (RuntimeException | Error | InterruptedException e) {
            suite.add(ScenarioOutcome.notRun(scenario, e));
            throw e;
        } finally {
            allure.close(RunFolder.of(options.resultsDirectory(), scenario.name()));
        }
    }

    private RunResult run(ScenarioListener listeners) throws InterruptedException {
        RunResult result = new ScenarioRunner(options).run(scenario, listeners);
        suite.add(ScenarioOutcome.judged(result));
        Outcome outcome = result.verdict().outcome();
        requirePass(outcome, outcome == Outcome.PASS ? "" : FailureText.of(result));
        return result;
    }

    private RunResult search(ScenarioListener listeners) throws InterruptedException {
        CapacityResult result = new CapacityRunner(options).run(scenario, listeners);
        suite.add(result);
        requirePass(result.outcome(), result.outcome() == Outcome.PASS ? "" : FailureText.of(result));
        return result.representativeTrial().run();
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

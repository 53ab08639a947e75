package io.adpipeline.junit;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.CapacityRunner;
import io.adpipeline.capacity.ScenarioListener;
import io.adpipeline.compare.Block;
import io.adpipeline.compare.ComparisonListener;
import io.adpipeline.compare.ComparisonPlan;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.ComparisonRunner;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.report.Console;
import io.adpipeline.report.FailureText;
import io.adpipeline.report.ReportWriter;
import io.adpipeline.report.ScenarioOutcome;
import io.adpipeline.run.RunOptions;
import io.adpipeline.run.ScenarioRunner;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One scenario, ready to be run by the test that takes it as its parameter. Used once, by the test's thread. */
public final class ScenarioRun {

    private final Scenario scenario;
    private final Optional<ComparisonPlan> comparison;
    private final RunOptions options;
    private final SuiteReport suite;

    /** @param comparison of two variants of the scenario, to be run in place of the scenario */
    ScenarioRun(Scenario scenario, Optional<ComparisonPlan> comparison, RunOptions options, SuiteReport suite) {
        this.scenario = scenario;
        this.comparison = comparison;
        this.options = options;
        this.suite = suite;
    }

    /** The scenario that will be run. */
    public Scenario scenario() {
        return scenario;
    }

    /**
     * Runs the scenario, leaves its files in the results folder and in Allure, and asserts its verdict.
     *
     * @return the result of a run that passed; of a search for capacity the run that confirmed the answer, of a
     *     comparison the last run
     * @throws ScenarioFailedError if the pipeline was slow or wrong
     * @throws InvalidRunError if the run proves nothing about the pipeline
     */
    public RunResult assertPasses() throws InterruptedException {
        AllureListener allure = comparison.map(AllureListener::of).orElseGet(() -> AllureListener.of(scenario));
        try {
            if (comparison.isPresent()) {
                return compare(
                        comparison.get(),
                        ReportWriter.withConsole(ComparisonListener.class, Console.standard(), allure));
            }
            ScenarioListener listeners = ReportWriter.withConsole(ScenarioListener.class, Console.standard(), allure);
            return scenario.capacity().isPresent() ? search(listeners) : run(listeners);
        } catch (ScenarioFailedError | InvalidRunError verdict) {
            throw verdict;
        } catch (RuntimeException | Error | InterruptedException e) {
            suite.add(ScenarioOutcome.notRun(scenario, e));
            throw e;
        } finally {
            String folder = comparison.map(ComparisonPlan::folder).orElse(scenario.name());
            allure.close(RunFolder.of(options.resultsDirectory(), folder));
        }
    }

    private RunResult compare(ComparisonPlan plan, ComparisonListener listeners) throws InterruptedException {
        ComparisonResult result = new ComparisonRunner(options).run(plan, listeners);
        suite.add(result);
        requirePass(result.outcome(), () -> FailureText.of(result));
        List<Block> blocks = result.rounds().get(result.rounds().size() - 1).blocks();
        return blocks.get(blocks.size() - 1).run();
    }

    private RunResult run(ScenarioListener listeners) throws InterruptedException {
        RunResult result = new ScenarioRunner(options).run(scenario, listeners);
        suite.add(ScenarioOutcome.judged(result));
        requirePass(result.verdict().outcome(), () -> FailureText.of(result));
        return result;
    }

    private RunResult search(ScenarioListener listeners) throws InterruptedException {
        CapacityResult result = new CapacityRunner(options).run(scenario, listeners);
        suite.add(result);
        requirePass(result.outcome(), () -> FailureText.of(result));
        return result.representativeTrial().run();
    }

    private static void requirePass(Outcome outcome, Supplier<String> message) {
        switch (outcome) {
            case FAIL -> throw new ScenarioFailedError(message.get());
            case INVALID -> throw new InvalidRunError(message.get());
            default -> {}
        }
    }

    @Override
    public String toString() {
        return scenario.name();
    }
}

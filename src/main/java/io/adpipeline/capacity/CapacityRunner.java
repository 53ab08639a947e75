package io.adpipeline.capacity;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult.CapacityAnswer;
import io.adpipeline.capacity.Trial.Purpose;
import io.adpipeline.evidence.RunException;
import io.adpipeline.run.RunOptions;
import io.adpipeline.run.RunSeries;
import io.adpipeline.run.RunSeries.PipelineSeries;
import io.adpipeline.scenario.Capacity;
import io.adpipeline.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Searches the capacity of a scenario. All trials share one Kafka and one process of the pipeline, so that only the
 * first, which is not counted, finds them cold. If the process ends in a trial, the next trial is such a first one again.
 * A command is started anew for each. One search at a time; used by one thread.
 */
public final class CapacityRunner {

    private final RunOptions options;

    public CapacityRunner(RunOptions options) {
        this.options = options;
    }

    /**
     * Searches, and stores the evidence of every trial.
     *
     * @param scenario one with a search for capacity
     * @throws io.adpipeline.broker.BrokerException if Kafka cannot be had
     * @throws RunException if the pipeline or the load cannot even start, or Kafka is lost on the way
     * @throws IllegalArgumentException if the scenario is no search
     */
    public CapacityResult run(Scenario scenario, ScenarioListener listener) throws InterruptedException {
        Capacity capacity = scenario.capacity()
                .orElseThrow(() ->
                        new IllegalArgumentException(scenario.name() + " is a single run and no search for capacity"));
        try (RunSeries series = new RunSeries(scenario.name(), List.of(scenario), options);
                PipelineSeries pipeline = series.open(scenario, series.folder())) {
            listener.searchStarted(scenario, series.kafka());
            Trials trials = new Trials(scenario, capacity, pipeline, listener, new ArrayList<>());
            trials.warmUp();
            CapacityAnswer answer =
                    new CapacitySearch(capacity.from(), capacity.to(), capacity.atLeast(), trials).run();
            CapacityResult result = new CapacityResult(scenario, series.kafka(), trials.done, answer);
            listener.searchFinished(result, series.folder());
            return result;
        }
    }

    /**
     * Runs the trials of one search.
     *
     * @param done the trials that count; each is added when it is judged
     */
    private record Trials(
            Scenario scenario, Capacity capacity, PipelineSeries pipeline, ScenarioListener listener, List<Trial> done)
            implements CapacitySearch.Trials {

        /**
         * Runs the first trial of a process, which is not counted. It measures one window, so that its evidence is
         * complete.
         */
        void warmUp() throws InterruptedException {
            if (!scenario.phases().warmup().isZero()) {
                run(
                        0,
                        Purpose.WARM_UP,
                        capacity.from(),
                        scenario.phases().warmup(),
                        scenario.pipeline().window());
            }
        }

        @Override
        public Trial.Verdict run(double eventsPerSecond, Purpose purpose, boolean prolonged)
                throws InterruptedException {
            if (pipeline.restartIfEnded()) {
                warmUp();
            }
            Duration length = purpose == Purpose.CONFIRM ? capacity.confirm() : capacity.trial();
            int times = prolonged ? 2 : 1;
            Trial trial = run(
                    done.size() + 1,
                    purpose,
                    eventsPerSecond,
                    capacity.settle().multipliedBy(times),
                    length.multipliedBy(times));
            done.add(trial);
            RunSeries.requireGoesOn(trial.run());
            return trial.verdict();
        }

        private Trial run(int number, Purpose purpose, double eventsPerSecond, Duration settle, Duration length)
                throws InterruptedException {
            String name = String.format(Locale.ROOT, "%02d-%.0f", number, eventsPerSecond);
            Scenario trial = scenario.trial(name, eventsPerSecond, settle, length);
            listener.trialStarted(trial, purpose);
            RunResult result = pipeline.run(trial, listener);
            Trial judged = Trial.judge(number, purpose, result);
            listener.trialFinished(judged);
            return judged;
        }
    }
}

package io.adpipeline.run;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.evidence.RunException;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.files.FolderLock;
import io.adpipeline.load.LoadGenerator;
import io.adpipeline.pipeline.host.PipelineProcess;
import io.adpipeline.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Several runs, one after the other, on one Kafka and with one load generator. Each run has its own topics, starts the
 * pipeline anew, and writes its whole evidence into its own folder. Closing ends Kafka and generator. Used by one
 * thread.
 */
public final class RunSeries implements AutoCloseable {

    /** What would end the next run too. */
    private static final Set<Culprit> ENDING = Set.of(Culprit.KAFKA, Culprit.READER, Culprit.SURROUNDINGS);

    private final RunOptions options;
    private final RunFolder folder;
    private final FolderLock lock;
    private final RunKafka kafka;
    private LoadGenerator generator;

    /**
     * Takes and empties the folder of the name, and starts the Kafka that the first scenario asks for.
     *
     * @param scenarios those whose pipelines will run, at least one
     * @throws io.adpipeline.broker.BrokerException if Kafka cannot be had
     * @throws IllegalArgumentException if there is no such pipeline
     * @throws IllegalStateException if a pipeline cannot start here, or another run has the folder
     */
    public RunSeries(String name, List<Scenario> scenarios, RunOptions options) throws InterruptedException {
        for (Scenario scenario : scenarios) {
            ScenarioRunner.requirePipeline(scenario, options); // fails before Kafka is started
        }
        this.options = options;
        this.folder = RunFolder.of(options.resultsDirectory(), name);
        this.lock = folder.take();
        try {
            this.kafka = RunKafka.start(scenarios.get(0), options, folder);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The generator; a new one for the first run, and after a load that was not done, which ends the generator. */
    private LoadGenerator generator() {
        if (generator == null || !generator.alive()) {
            closeGenerator();
            generator = LoadGenerator.open(folder.log(RunFolder.Part.GENERATOR));
        }
        return generator;
    }

    private void closeGenerator() {
        if (generator != null) {
            generator.close();
        }
    }

    /** Which Kafka, and why this one. */
    public String kafka() {
        return kafka.started().line();
    }

    /** The folder of the series, which holds the folder of each run. */
    public RunFolder folder() {
        return folder;
    }

    /**
     * Starts a process for the pipeline of a scenario. A command gets none here: each run starts it anew.
     *
     * @param logs the folder for the log of the process
     */
    public PipelineSeries open(Scenario scenario, RunFolder logs) {
        return new PipelineSeries(scenario, logs);
    }

    /**
     * Makes sure that the series can go on after a run.
     *
     * @throws RunException if the next run would fail for the same reason
     */
    public static void requireGoesOn(RunResult run) {
        run.facts().abort().filter(why -> ENDING.contains(why.culprit())).ifPresent(abort -> {
            throw new RunException(
                    "no run can follow after %s: %s".formatted(run.scenario().name(), abort.message()));
        });
    }

    @Override
    public void close() {
        try (lock) {
            closeGenerator();
            kafka.close();
            folder.removeWork();
        }
    }

    /** Runs that share one process of the pipeline: only the first finds it cold. Closing ends the process. */
    public final class PipelineSeries implements AutoCloseable {

        private final Scenario opened;
        private final RunFolder logs;
        private Optional<PipelineProcess> process;

        private PipelineSeries(Scenario opened, RunFolder logs) {
            this.opened = opened;
            this.logs = logs;
            this.process = opened.pipeline().command().isPresent()
                    ? Optional.empty()
                    : Optional.of(ScenarioRunner.openProcess(opened, options, logs, false));
        }

        /** Starts a new process if the one before has ended; returns whether it did. A new one is cold. */
        public boolean restartIfEnded() {
            boolean ended = process.isPresent() && !process.get().alive();
            if (ended) {
                process.get().close();
                process = Optional.of(ScenarioRunner.openProcess(opened, options, logs, false));
            }
            return ended;
        }

        /** As {@link ScenarioRunner#run(Scenario, RunListener)}, on the Kafka of the series. */
        public RunResult run(Scenario scenario, RunListener listener) throws InterruptedException {
            RunFolder trial = folder.trial(scenario.name());
            ScenarioRunner runner = new ScenarioRunner(options);
            if (process.isPresent()) {
                return runner.run(scenario, listener, trial, kafka, process.get(), generator());
            }
            try (PipelineProcess own = ScenarioRunner.openProcess(scenario, options, trial, false)) {
                return runner.run(scenario, listener, trial, kafka, own, generator());
            }
        }

        /** Waits until the process is ready to start a pipeline. */
        public void awaitStarted() throws InterruptedException {
            if (process.isPresent()) {
                process.get().awaitStarted();
            }
        }

        /** The id of the process; empty for a command, which has none between its runs. */
        public OptionalLong pid() {
            return process.stream().mapToLong(PipelineProcess::pid).findFirst();
        }

        @Override
        public void close() {
            process.ifPresent(PipelineProcess::close);
        }
    }
}

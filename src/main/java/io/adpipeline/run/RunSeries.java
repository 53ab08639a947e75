package io.adpipeline.run;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.files.FolderLock;
import io.adpipeline.pipeline.host.PipelineProcess;
import io.adpipeline.scenario.Scenario;
import java.util.Optional;

/**
 * Several runs one after the other on one Kafka and in one JVM of the pipeline's, so that only the first of them is a
 * cold one. Each has topics, load generator and a start of the pipeline of its own, and a folder of its own with its
 * whole evidence. Closing it ends both. Used by one thread.
 */
public final class RunSeries implements AutoCloseable {

    private final RunOptions options;
    private final RunFolder folder;
    private final FolderLock lock;
    private final RunKafka kafka;
    /** Empty for a command, which each run starts anew. */
    private final Optional<PipelineProcess> process;

    /**
     * Takes and empties the folder of the scenario's name, and starts the Kafka that it asks for.
     *
     * @throws io.adpipeline.broker.BrokerException if Kafka cannot be had
     * @throws IllegalArgumentException if there is no such pipeline
     * @throws IllegalStateException if it cannot start here, or another run has the folder
     */
    public RunSeries(Scenario scenario, RunOptions options) throws InterruptedException {
        ScenarioRunner.requirePipeline(scenario, options); // known before Kafka is started for it
        this.options = options;
        this.folder = RunFolder.of(options.resultsDirectory(), scenario.name());
        this.lock = folder.take();
        RunKafka started = null;
        try {
            started = RunKafka.start(scenario, options, folder);
            this.process = scenario.pipeline().command().isPresent()
                    ? Optional.empty()
                    : Optional.of(ScenarioRunner.openProcess(scenario, options, folder));
        } catch (RuntimeException e) {
            try (lock) {
                Optional.ofNullable(started).ifPresent(RunKafka::close);
            }
            throw e;
        }
        this.kafka = started;
    }

    /** Which Kafka, and why this one. */
    public String kafka() {
        return kafka.started().line();
    }

    /** The folder of the series; each run has one of its name in it. */
    public RunFolder folder() {
        return folder;
    }

    /** Runs, judges and stores, as {@link ScenarioRunner#run(Scenario, RunListener)} does, on the Kafka of the series. */
    public RunResult run(Scenario scenario, RunListener listener) throws InterruptedException {
        RunFolder trial = folder.trial(scenario.name());
        ScenarioRunner runner = new ScenarioRunner(options);
        if (process.isPresent()) {
            return runner.run(scenario, listener, trial, kafka, process.get());
        }
        try (PipelineProcess own = ScenarioRunner.openProcess(scenario, options, trial)) {
            return runner.run(scenario, listener, trial, kafka, own);
        }
    }

    @Override
    public void close() {
        try (lock) {
            process.ifPresent(PipelineProcess::close);
            kafka.close();
            folder.removeWork();
        }
    }
}

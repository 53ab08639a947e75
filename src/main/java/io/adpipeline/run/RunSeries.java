package io.adpipeline.run;

import io.adpipeline.files.FolderLock;
import io.adpipeline.pipeline.host.PipelineHost;
import io.adpipeline.scenario.Scenario;

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
    private final PipelineHost host;

    /**
     * Takes and empties the folder of the scenario's name, and starts the Kafka that it asks for.
     *
     * @throws io.adpipeline.broker.BrokerException if Kafka cannot be had
     * @throws IllegalArgumentException if there is no such pipeline
     * @throws IllegalStateException if it cannot start here, or another run has the folder
     */
    public RunSeries(Scenario scenario, RunOptions options) throws InterruptedException {
        PipelineHost.require(
                scenario.pipeline().name(), options.pipelineHeap()); // known before Kafka is started for it
        this.options = options;
        this.folder = RunFolder.of(options.resultsDirectory(), scenario.name());
        this.lock = folder.take();
        try {
            this.kafka = RunKafka.start(scenario, options, folder);
            this.host = ScenarioRunner.openHost(scenario, options, folder);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
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
        return new ScenarioRunner(options).run(scenario, listener, folder.trial(scenario.name()), kafka, host);
    }

    @Override
    public void close() {
        try (lock) {
            host.close();
            kafka.close();
            folder.removeWork();
        }
    }
}

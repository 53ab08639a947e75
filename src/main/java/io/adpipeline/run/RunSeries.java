package io.adpipeline.run;

import io.adpipeline.pipeline.Pipelines;
import io.adpipeline.scenario.Scenario;

/**
 * Several runs one after the other on one Kafka and in one JVM, so that only the first of them is a cold one. Each has
 * topics, load generator and pipeline of its own, and a folder of its own with its whole evidence. Closing it ends
 * Kafka. Used by one thread.
 */
public final class RunSeries implements AutoCloseable {

    private final RunOptions options;
    private final RunFolder folder;
    private final RunKafka kafka;

    /**
     * Starts the Kafka that the scenario asks for, and empties the folder of its name.
     *
     * @throws io.adpipeline.broker.BrokerException if Kafka cannot be had
     * @throws IllegalArgumentException if there is no such pipeline
     */
    public RunSeries(Scenario scenario, RunOptions options) {
        Pipelines.load().named(scenario.pipeline().name()); // known before Kafka is started for it
        this.options = options;
        this.folder = RunFolder.create(options.resultsDirectory(), scenario.name());
        this.kafka = RunKafka.start(scenario, options, folder);
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
        RunFolder ofRun = RunFolder.create(folder.trials(), scenario.name());
        return new ScenarioRunner(options).run(scenario, listener, ofRun, kafka);
    }

    @Override
    public void close() {
        try {
            kafka.close();
        } finally {
            folder.removeWork();
        }
    }
}

package io.adpipeline.run;

import io.adpipeline.pipeline.Pipelines;
import io.adpipeline.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Several runs one after the other on one Kafka and in one JVM, so that only the first of them is a cold one. Each has
 * topics, load generator and pipeline of its own, and a folder of its own with its whole evidence. Closing it ends
 * Kafka. Used by one thread.
 */
public final class RunSeries implements AutoCloseable {

    private static final String RUNS = "trials";

    private final RunOptions options;
    private final RunDirectory directory;
    private final RunKafka kafka;

    private RunSeries(RunOptions options, RunDirectory directory, RunKafka kafka) {
        this.options = options;
        this.directory = directory;
        this.kafka = kafka;
    }

    /**
     * Starts the Kafka that the scenario asks for, and empties the folder of its name.
     *
     * @throws io.adpipeline.broker.BrokerException if Kafka cannot be had
     * @throws IllegalArgumentException if there is no such pipeline
     */
    public static RunSeries open(Scenario scenario, RunOptions options) {
        Pipelines.load().named(scenario.pipeline().name()); // known before Kafka is started for it
        RunDirectory directory = RunDirectory.create(options.resultsDirectory(), scenario.name());
        RunSeries series = null;
        try {
            Files.createDirectories(directory.path().resolve(RUNS));
            series = new RunSeries(options, directory, RunKafka.start(scenario, options, directory));
            return series;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (series == null) {
                directory.removeScratch();
            }
        }
    }

    /** Which Kafka, and why this one. */
    public String kafka() {
        return kafka.started().line();
    }

    /** The folder in which a run of that name leaves its evidence. */
    public Path folder(String runName) {
        return directory.path().resolve(RUNS).resolve(runName);
    }

    /** Runs, judges and stores, as {@link ScenarioRunner#run(Scenario, RunListener)} does, on the Kafka of the series. */
    public RunResult run(Scenario scenario, RunListener listener) throws InterruptedException {
        return new ScenarioRunner(options)
                .run(scenario, listener, directory.path().resolve(RUNS), kafka);
    }

    @Override
    public void close() {
        try {
            kafka.close();
        } finally {
            directory.removeScratch();
        }
    }
}

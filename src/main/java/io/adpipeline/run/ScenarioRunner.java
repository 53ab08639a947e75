package io.adpipeline.run;

import io.adpipeline.broker.BrokerChoice;
import io.adpipeline.broker.BrokerSettings;
import io.adpipeline.broker.Brokers;
import io.adpipeline.broker.KafkaBroker;
import io.adpipeline.broker.StartedBroker;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.Topics;
import io.adpipeline.load.LoadGenerator;
import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.PipelineUnderTest;
import io.adpipeline.pipeline.Pipelines;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.result.ResultReader;
import io.adpipeline.run.Abort.Culprit;
import io.adpipeline.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs one scenario from start to verdict. Owns everything it starts and takes it down again, whatever happens. One
 * run at a time; used by one thread.
 */
public final class ScenarioRunner {

    /** While a run goes on, everything that is logged goes into a file in the folder that this property names. */
    private static final String LOG_DIRECTORY_PROPERTY = "adpipeline.log.dir";

    private final RunOptions options;

    public ScenarioRunner(RunOptions options) {
        this.options = options;
    }

    /**
     * Runs, judges, and stores the evidence.
     *
     * @return the judged run: also one in which the pipeline, Kafka or the generator died
     * @throws io.adpipeline.broker.BrokerException if Kafka cannot be had
     * @throws RunException if the pipeline or the load cannot even start
     */
    public RunResult run(Scenario scenario, RunListener listener) throws InterruptedException {
        PipelineUnderTest pipeline = Pipelines.load().named(scenario.pipeline().name());
        RunDirectory directory = RunDirectory.create(options.resultsDirectory(), scenario.name());
        System.setProperty(LOG_DIRECTORY_PROPERTY, directory.path().toString());
        try {
            Evidence evidence = measure(scenario, pipeline, directory, listener);
            listener.phase(scenario, Phase.ANALYSE);
            EvidenceStore.write(evidence, directory.path());
            LatencyFiles.write(evidence, directory.path());
            RunResult result = Analysis.of(evidence);
            listener.finished(result);
            return result;
        } finally {
            System.clearProperty(LOG_DIRECTORY_PROPERTY);
            directory.removeScratch();
        }
    }

    private Evidence measure(
            Scenario scenario, PipelineUnderTest pipeline, RunDirectory directory, RunListener listener)
            throws InterruptedException {
        Timeline timeline = new Timeline(scenario, listener);
        timeline.enter(Phase.KAFKA);
        BrokerSettings settings = BrokerSettings.in(directory.scratch())
                .withImage(options.kafkaImage())
                .withClientProperties(options.clientProperties());
        try (StartedBroker kafka = Brokers.start(choice(scenario), settings);
                Topics topics = new Topics(kafka.broker().connection());
                RunTopics runTopics = new RunTopics(topics, scenario, kafka.broker())) {
            listener.started(scenario, kafka.line());
            runTopics.prepare(options.clearTopics());
            timeline.enter(Phase.PIPELINE);
            KafkaConnection connection = kafka.broker().connection();
            PipelineContext context = ScenarioParts.pipelineContext(
                    scenario, connection, settings(scenario, options), directory.scratch().resolve("pipeline"));
            try (LoadGenerator generator =
                            LoadGenerator.start(ScenarioParts.loadPlan(scenario, connection), directory.path());
                    RunningPipeline running = start(pipeline, context);
                    ResultReader reader = new ResultReader(connection, scenario.topics().results());
                    BacklogSampler backlog = new BacklogSampler(topics, scenario.topics().events(), running)) {
                Evidence evidence =
                        new Measuring(scenario, kafka, topics, generator, running, reader, backlog, timeline).run();
                if (evidence.facts().abort().filter(abort -> abort.culprit() == Culprit.KAFKA).isPresent()) {
                    runTopics.abandon();
                }
                keepLog(kafka.broker(), directory);
                return evidence;
            }
        }
    }

    /** The broker's log goes with its scratch folder, unless there is something to read in it. */
    private static void keepLog(KafkaBroker broker, RunDirectory directory) {
        try {
            Path log = broker.log().orElse(null);
            if (log != null && Files.isRegularFile(log) && Files.size(log) > 0) {
                Files.copy(log, directory.path().resolve("broker.log"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the broker's log", e);
        }
    }

    private BrokerChoice choice(Scenario scenario) {
        return scenario.bootstrapServers().map(BrokerChoice::parse).orElse(options.broker());
    }

    private static RunningPipeline start(PipelineUnderTest pipeline, PipelineContext context)
            throws InterruptedException {
        try {
            return pipeline.start(context);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new RunException("the pipeline '%s' does not start: %s".formatted(pipeline.name(), e.getMessage()), e);
        }
    }

    /** What is said for all runs wins over what a scenario says. */
    static Map<String, String> settings(Scenario scenario, RunOptions options) {
        Map<String, String> settings = new TreeMap<>(scenario.pipeline().settings());
        settings.putAll(options.pipelineSettings());
        return settings;
    }
}

package io.adpipeline.run;

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
     * @throws IllegalArgumentException if the scenario is a search for capacity, which is many runs
     */
    public RunResult run(Scenario scenario, RunListener listener) throws InterruptedException {
        if (scenario.capacity().isPresent()) {
            throw new IllegalArgumentException(scenario.name() + " is a search for capacity and no single run");
        }
        return run(scenario, listener, options.resultsDirectory(), (pipeline, directory, timeline) -> {
            timeline.enter(Phase.KAFKA);
            try (RunKafka kafka = RunKafka.start(scenario, options, directory)) {
                return measure(pipeline, kafka.started(), false, directory, timeline);
            }
        });
    }

    /**
     * Runs on a Kafka that goes on after it; the topics do not.
     *
     * @param parent the run leaves its evidence in a folder of the scenario's name in it
     */
    RunResult run(Scenario scenario, RunListener listener, Path parent, RunKafka kafka) throws InterruptedException {
        return run(scenario, listener, parent, (pipeline, directory, timeline) -> {
            timeline.enter(Phase.KAFKA);
            return measure(pipeline, kafka.started(), true, directory, timeline);
        });
    }

    /** Makes the evidence of a run, once its folder is there. */
    @FunctionalInterface
    private interface Measurer {

        Evidence measure(PipelineUnderTest pipeline, RunDirectory directory, Timeline timeline)
                throws InterruptedException;
    }

    private static RunResult run(Scenario scenario, RunListener listener, Path parent, Measurer measurer)
            throws InterruptedException {
        PipelineUnderTest pipeline = Pipelines.load().named(scenario.pipeline().name());
        RunDirectory directory = RunDirectory.create(parent, scenario.name());
        System.setProperty(LOG_DIRECTORY_PROPERTY, directory.path().toString());
        try {
            Evidence evidence = measurer.measure(pipeline, directory, new Timeline(scenario, listener));
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
            PipelineUnderTest pipeline,
            StartedBroker kafka,
            boolean kafkaGoesOn,
            RunDirectory directory,
            Timeline timeline)
            throws InterruptedException {
        Scenario scenario = timeline.scenario();
        boolean owned = kafka.broker().ownedByRun();
        try (Topics topics = new Topics(kafka.broker().connection());
                RunTopics runTopics = new RunTopics(topics, scenario, kafka.broker(), owned && !kafkaGoesOn)) {
            timeline.tellKafka(kafka.line());
            runTopics.prepare(options.clearTopics() || owned);
            timeline.enter(Phase.PIPELINE);
            KafkaConnection connection = kafka.broker().connection();
            PipelineContext context = ScenarioParts.pipelineContext(
                    scenario,
                    connection,
                    settings(scenario, options),
                    directory.scratch().resolve("pipeline"));
            try (LoadGenerator generator =
                            LoadGenerator.start(ScenarioParts.loadPlan(scenario, connection), directory.path());
                    RunningPipeline running = start(pipeline, context);
                    ResultReader reader =
                            new ResultReader(connection, scenario.topics().results());
                    BacklogSampler backlog =
                            new BacklogSampler(topics, scenario.topics().events(), running)) {
                Evidence evidence = new Measuring(
                                scenario,
                                kafka,
                                topics,
                                generator,
                                running,
                                reader,
                                backlog,
                                timeline,
                                options.cancelled())
                        .run();
                if (evidence.facts()
                        .abort()
                        .filter(abort -> abort.culprit() == Culprit.KAFKA)
                        .isPresent()) {
                    runTopics.abandon();
                }
                return evidence;
            }
        }
    }

    private static RunningPipeline start(PipelineUnderTest pipeline, PipelineContext context)
            throws InterruptedException {
        try {
            return pipeline.start(context);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new PipelineStartException(pipeline.name(), e);
        }
    }

    /** What is said for all runs wins over what a scenario says. */
    static Map<String, String> settings(Scenario scenario, RunOptions options) {
        Map<String, String> settings = new TreeMap<>(scenario.pipeline().settings());
        settings.putAll(options.pipelineSettings());
        return settings;
    }
}

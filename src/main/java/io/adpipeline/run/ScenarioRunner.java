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
        RunFolder folder = RunFolder.create(options.resultsDirectory(), scenario.name());
        return run(scenario, listener, folder, (pipeline, timeline) -> {
            timeline.enter(Phase.KAFKA);
            try (RunKafka kafka = RunKafka.start(scenario, options, folder)) {
                return measure(pipeline, kafka.started(), false, folder, timeline);
            }
        });
    }

    /** Runs on a Kafka that goes on after it; the topics do not. */
    RunResult run(Scenario scenario, RunListener listener, RunFolder folder, RunKafka kafka)
            throws InterruptedException {
        return run(scenario, listener, folder, (pipeline, timeline) -> {
            timeline.enter(Phase.KAFKA);
            return measure(pipeline, kafka.started(), true, folder, timeline);
        });
    }

    /** Makes the evidence of a run. */
    @FunctionalInterface
    private interface Measurer {

        Evidence measure(PipelineUnderTest pipeline, Timeline timeline) throws InterruptedException;
    }

    private static RunResult run(Scenario scenario, RunListener listener, RunFolder folder, Measurer measurer)
            throws InterruptedException {
        PipelineUnderTest pipeline = Pipelines.load().named(scenario.pipeline().name());
        System.setProperty(LOG_DIRECTORY_PROPERTY, folder.path().toString());
        try {
            Evidence evidence = measurer.measure(pipeline, new Timeline(scenario, listener));
            listener.phase(scenario, Phase.ANALYSE);
            EvidenceStore.write(evidence, folder);
            RunResult result = Analysis.of(evidence);
            listener.finished(result, folder);
            return result;
        } finally {
            System.clearProperty(LOG_DIRECTORY_PROPERTY);
            folder.removeWork();
        }
    }

    private Evidence measure(
            PipelineUnderTest pipeline, StartedBroker kafka, boolean kafkaGoesOn, RunFolder folder, Timeline timeline)
            throws InterruptedException {
        Scenario scenario = timeline.scenario();
        boolean owned = kafka.broker().ownedByRun();
        try (Topics topics = new Topics(kafka.broker().connection());
                RunTopics runTopics = new RunTopics(topics, scenario, kafka.broker(), owned && !kafkaGoesOn)) {
            timeline.kafkaStarted(kafka.line());
            runTopics.prepare(options.clearTopics() || owned);
            timeline.enter(Phase.PIPELINE);
            Evidence evidence = measure(pipeline, kafka, topics, folder, timeline);
            if (evidence.facts()
                    .abort()
                    .filter(abort -> abort.culprit() == Culprit.KAFKA)
                    .isPresent()) {
                runTopics.abandon();
            }
            return evidence;
        }
    }

    /** Starts everything that the run needs besides Kafka, measures, and ends it again. */
    private Evidence measure(
            PipelineUnderTest pipeline, StartedBroker kafka, Topics topics, RunFolder folder, Timeline timeline)
            throws InterruptedException {
        Scenario scenario = timeline.scenario();
        KafkaConnection connection = kafka.broker().connection();
        PipelineContext context = ScenarioParts.pipelineContext(
                scenario, connection, settings(scenario, options), folder.work(RunFolder.Part.PIPELINE));
        try (LoadGenerator generator = LoadGenerator.start(
                        ScenarioParts.loadPlan(scenario, connection),
                        folder.path(),
                        folder.log(RunFolder.Part.GENERATOR));
                RunningPipeline running = start(pipeline, context);
                ResultReader reader =
                        new ResultReader(connection, scenario.topics().results());
                BacklogSampler backlog =
                        new BacklogSampler(topics, scenario.topics().events(), running)) {
            return new Measuring(
                            scenario, kafka, topics, generator, running, reader, backlog, timeline, options.cancelled())
                    .run();
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

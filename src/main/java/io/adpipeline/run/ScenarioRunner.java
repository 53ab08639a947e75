package io.adpipeline.run;

import io.adpipeline.analysis.Analysis;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.broker.Brokers.StartedBroker;
import io.adpipeline.evidence.Abort;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.evidence.Evidence;
import io.adpipeline.evidence.EvidenceStore;
import io.adpipeline.evidence.Phase;
import io.adpipeline.evidence.RunException;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.evidence.ScenarioParts;
import io.adpipeline.evidence.SeedChoice;
import io.adpipeline.files.FolderLock;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.Secrets;
import io.adpipeline.kafka.Topics;
import io.adpipeline.load.LoadGenerator;
import io.adpipeline.pipeline.PipelineCommand;
import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.pipeline.host.CommandProcess;
import io.adpipeline.pipeline.host.PipelineFailure;
import io.adpipeline.pipeline.host.PipelineHost;
import io.adpipeline.pipeline.host.PipelineProcess;
import io.adpipeline.pipeline.host.PipelineSpec;
import io.adpipeline.process.ProcessUse;
import io.adpipeline.result.ReceiptProbe;
import io.adpipeline.result.ResultReader;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs one scenario from start to verdict. Owns everything it starts and takes it down again, whatever happens. One
 * run at a time; used by one thread.
 */
public final class ScenarioRunner {

    /** System property with the folder to whose file all log events go while a run goes on. */
    private static final String LOG_DIRECTORY_PROPERTY = "adpipeline.log.dir";

    private final RunOptions options;

    public ScenarioRunner(RunOptions options) {
        this.options = options;
    }

    /**
     * Runs, judges, and stores the evidence.
     *
     * @return the judged run, also if the pipeline, Kafka or the generator died in it
     * @throws io.adpipeline.broker.BrokerException if Kafka cannot be had
     * @throws RunException if the pipeline or the load cannot even start
     * @throws IllegalArgumentException if the scenario is a search for capacity, which is many runs; if its pipeline
     *     does not exist or does not take a setting; if its seed misses the asked rate and {@code strictRate} is set;
     *     or if the folder holds something that no run has left
     * @throws IllegalStateException if the pipeline cannot start here, or another run has the folder
     */
    public RunResult run(Scenario scenario, RunListener listener) throws InterruptedException {
        if (scenario.capacity().isPresent()) {
            throw new IllegalArgumentException(scenario.name() + " is a search for capacity and no single run");
        }
        requirePipeline(scenario, options);
        SeedChoice seed = SeedChoice.of(scenario); // fails before an earlier run's folder is emptied
        RunFolder folder = RunFolder.of(options.resultsDirectory(), scenario.name());
        FolderLock lock = folder.take();
        try (lock) {
            return run(seed, listener, folder, timeline -> {
                // the pipeline's JVM starts while Kafka does
                try (PipelineProcess process = openProcess(scenario, options, folder, options.profile());
                        RunKafka kafka = RunKafka.start(scenario, options, folder);
                        LoadGenerator generator = LoadGenerator.open(folder.log(RunFolder.Part.GENERATOR))) {
                    return measure(process, generator, kafka.started(), false, folder, timeline);
                }
            });
        }
    }

    /** Runs on a Kafka and with processes that go on afterwards; the run's topics are deleted. */
    RunResult run(
            Scenario scenario,
            RunListener listener,
            RunFolder folder,
            RunKafka kafka,
            PipelineProcess process,
            LoadGenerator generator)
            throws InterruptedException {
        return run(
                SeedChoice.of(scenario),
                listener,
                folder,
                timeline -> measure(process, generator, kafka.started(), true, folder, timeline));
    }

    /** Makes the evidence of a run. */
    @FunctionalInterface
    private interface Measurer {

        Evidence measure(Timeline timeline) throws InterruptedException;
    }

    private static RunResult run(SeedChoice seed, RunListener listener, RunFolder folder, Measurer measurer)
            throws InterruptedException {
        Scenario scenario = seed.scenario();
        System.setProperty(LOG_DIRECTORY_PROPERTY, folder.path().toString());
        try {
            Timeline timeline = new Timeline(scenario, listener, seed.notice());
            timeline.enter(Phase.KAFKA);
            Evidence evidence = measurer.measure(timeline);
            listener.phase(scenario, Phase.ANALYSE);
            RunResult result = Analysis.of(evidence);
            listener.finished(result, folder);
            return result;
        } finally {
            System.clearProperty(LOG_DIRECTORY_PROPERTY);
            folder.removeWork();
        }
    }

    /** Starts what is not handed in, measures, stores the evidence, and ends what it started. */
    private Evidence measure(
            PipelineProcess process,
            LoadGenerator generator,
            StartedBroker kafka,
            boolean inSeries,
            RunFolder folder,
            Timeline timeline)
            throws InterruptedException {
        Scenario scenario = timeline.scenario();
        KafkaConnection connection = kafka.broker().connection();
        boolean owned = kafka.broker().ownedByRun();
        try (Started started = new Started()) {
            Topics topics = started.add(new Topics(connection));
            RunTopics runTopics = started.add(new RunTopics(topics, scenario, kafka.broker(), owned && !inSeries));
            timeline.kafkaStarted(kafka.line());
            runTopics.prepare(options.clearTopics() || owned);
            timeline.enter(Phase.PIPELINE);
            started.add(generator::endUnfinishedLoad);
            generator.prepare(ScenarioParts.loadPlan(scenario, connection), folder.path());
            PipelineContext context = ScenarioParts.pipelineContext(
                    scenario, connection, settings(scenario, options), folder.work(RunFolder.Part.PIPELINE));
            RunningPipeline running = started.add(start(process, scenario, context));
            Optional<ReceiptProbe> probe = ScenarioParts.receiptsTopic(scenario)
                    .map(topic -> started.add(new ReceiptProbe(
                            connection, topic, scenario.topics().partitions())));
            ResultReader reader =
                    started.add(new ResultReader(connection, scenario.topics().results(), true, probe));
            BacklogSampler backlog = started.add(new BacklogSampler(
                    topics,
                    scenario,
                    running,
                    reader,
                    scenario.pipeline().consumerGroup().map(group -> PipelineCommand.resolve(group, context))));
            RunParts parts = new RunParts(
                    scenario,
                    folder,
                    kafka,
                    topics,
                    generator,
                    running,
                    probe,
                    reader,
                    backlog,
                    new ProcessUse(process.pid()),
                    Optional.of(process)
                            .filter(any -> options.profile() && !inSeries)
                            .map(PipelineHost.class::cast));
            Evidence evidence = new Measuring(parts, timeline, options.cancelled()).run();
            EvidenceStore.write(evidence, folder); // before anything that may hang
            boolean forKafka = evidence.facts().abort().map(Abort::culprit).equals(Optional.of(Culprit.KAFKA));
            if (forKafka && backlog.silence().isPresent()) {
                runTopics.abandon();
            }
            return evidence;
        }
    }

    /**
     * Makes sure that the pipeline can be started here.
     *
     * @throws IllegalArgumentException if there is no such pipeline or program, or it does not take a setting
     * @throws IllegalStateException if a setting's value, the JVM, the user or the machine keeps it from starting
     */
    static void requirePipeline(Scenario scenario, RunOptions options) throws InterruptedException {
        if (scenario.pipeline().command().isPresent()) {
            if (options.profile()) {
                throw new IllegalArgumentException(
                        "only pipelines of Java can be profiled, and scenario %s runs a command: leave out -Dperf.profile or --profile, and profile it by its own means"
                                .formatted(scenario.name()));
            }
            options.pipelineSettings().keySet().stream()
                    .filter(key -> !scenario.pipeline().settings().containsKey(key))
                    .findFirst()
                    .ifPresent(key -> {
                        throw new IllegalArgumentException(
                                "scenario %s runs a command, which has no setting %s: leave it out, or give it to the command itself"
                                        .formatted(scenario.name(), key));
                    });
            CommandProcess.require(scenario.pipeline().command().get());
        } else {
            PipelineHost.require(spec(scenario, options));
        }
    }

    /** @param recorded whether it will be recorded */
    static PipelineProcess openProcess(Scenario scenario, RunOptions options, RunFolder folder, boolean recorded) {
        Path log = folder.log(RunFolder.Part.PIPELINE);
        return scenario.pipeline()
                .command()
                .<PipelineProcess>map(command -> CommandProcess.open(command, log))
                .orElseGet(() -> PipelineHost.open(spec(scenario, options), Optional.of(log), recorded));
    }

    private static PipelineSpec spec(Scenario scenario, RunOptions options) {
        return new PipelineSpec(
                scenario.pipeline().name(),
                scenario.pipeline().classPath(),
                settings(scenario, options),
                options.pipelineHeap());
    }

    private static RunningPipeline start(PipelineProcess process, Scenario scenario, PipelineContext context)
            throws InterruptedException {
        try {
            return process.start(context);
        } catch (PipelineFailure | IllegalStateException e) {
            throw new PipelineStartException(scenario.pipeline().name(), Secrets.of(context.kafka()), e);
        }
    }

    /** The pipeline's settings: those of all runs override the scenario's. */
    static Map<String, String> settings(Scenario scenario, RunOptions options) {
        Map<String, String> settings = new TreeMap<>(scenario.pipeline().settings());
        settings.putAll(options.pipelineSettings());
        return settings;
    }
}

package io.adpipeline.run;

import io.adpipeline.broker.Brokers.StartedBroker;
import io.adpipeline.kafka.Secrets;
import io.adpipeline.kafka.Topics;
import io.adpipeline.load.LoadException;
import io.adpipeline.load.LoadGenerator;
import io.adpipeline.load.LoadGenerator.LoadProgress;
import io.adpipeline.load.LoadReport;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.process.ProcessUse;
import io.adpipeline.result.ResultReader;
import io.adpipeline.result.ResultRow;
import io.adpipeline.run.Abort.Culprit;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Figures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/**
 * The measuring itself, once everything is started: waits until all are ready, lets the load run, drains, and gathers
 * the evidence. Each wait is bounded, and ends early when something has died. Used once, by one thread.
 */
final class Measuring {

    /** Time for the generator's JVM to learn the start, beyond which the schedule would begin late. */
    private static final long START_NOTICE_MS = 300;

    /** How long after the last moment that the generator allows itself its report may take. */
    private static final Duration REPORT_GRACE = Duration.ofSeconds(30);

    /** A generator that works says where it is each second. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration SAMPLE_PERIOD = Duration.ofSeconds(1);
    private static final Duration END_OF_PROBE = Duration.ofSeconds(10);

    private final Scenario scenario;
    private final StartedBroker kafka;
    private final Topics topics;
    private final LoadGenerator generator;
    private final RunningPipeline pipeline;
    private final ResultReader reader;
    private final Processed processed;
    private final RunFolder folder;
    private final BacklogSampler backlog;
    private final ProcessUse processes;
    private final Timeline timeline;
    private final ProgressMeter meter;
    private final RunWatch watch;
    private final Secrets secrets;
    private LoadProgress heard = LoadProgress.NONE;
    private long heardNs;
    private List<String> drainProblems = List.of();
    private Schedule schedule;
    private StolenCpu stolenCpu;
    private OptionalDouble stolenCpuPercent = OptionalDouble.empty();
    private double cpuSecondsBefore;
    private long sampledNs;
    private Optional<PipelineUse> pipelineUse = Optional.empty();

    Measuring(RunParts parts, Timeline timeline, BooleanSupplier cancelled) {
        this.scenario = parts.scenario();
        this.folder = parts.folder();
        this.kafka = parts.kafka();
        this.topics = parts.topics();
        this.generator = parts.generator();
        this.pipeline = parts.pipeline();
        this.reader = parts.reader();
        this.processed = parts.processed();
        this.backlog = parts.backlog();
        this.processes = parts.processes();
        this.timeline = timeline;
        this.secrets = Secrets.of(kafka.broker().connection());
        this.watch = new RunWatch(generator, pipeline, reader, backlog, cancelled, secrets);
        this.meter = new ProgressMeter(scenario, generator, reader, backlog);
    }

    /** @throws InterruptedException if the run is cancelled or its thread interrupted */
    Evidence run() throws InterruptedException {
        awaitReady();
        if (!watch.aborted()) {
            load();
        }
        if (!watch.aborted()) {
            timeline.enter(Phase.DRAIN);
            drainProblems = new Drain(
                            scenario,
                            watch,
                            generator,
                            pipeline,
                            reader,
                            backlog,
                            topics,
                            () -> meter.reportIfDue(timeline))
                    .run();
        }
        return evidence();
    }

    private void awaitReady() throws InterruptedException {
        Duration limit = scenario.timeouts().ready();
        try {
            generator.awaitReady(limit);
        } catch (LoadException e) {
            watch.abort(Culprit.GENERATOR, e.getMessage());
            return;
        }
        if (!pipeline.tellsProgress()) {
            awaitFirstResult();
        } else if (!watch.await(limit, pipeline::ready)) {
            watch.abort(
                    Culprit.PIPELINE,
                    "the pipeline '%s' was not ready within %d s (timeouts.ready)"
                            .formatted(scenario.pipeline().name(), limit.toSeconds()));
        }
    }

    /** Of a pipeline that does not tell: a small load goes on until its first result is out. */
    private void awaitFirstResult() throws InterruptedException {
        Duration limit = ScenarioParts.readyLimit(scenario);
        Path directory = folder.work(RunFolder.Part.GENERATOR);
        try (LoadGenerator probe = LoadGenerator.start(
                ScenarioParts.probePlan(scenario, kafka.broker().connection()),
                directory,
                directory.resolve("probe.log"))) {
            probe.awaitReady(limit);
            long windowMs = scenario.pipeline().window().toMillis();
            long nowMs = System.currentTimeMillis();
            probe.begin(nowMs - nowMs % windowMs);
            if (!watch.await(limit, () -> reader.rowCount() > 0)) {
                watch.abort(
                        Culprit.PIPELINE,
                        "no result came within %d s (timeouts.ready), though %s events were sent"
                                .formatted(
                                        limit.toSeconds(),
                                        Figures.count(probe.progress().sent())));
            }
            probe.stop();
            watch.await(END_OF_PROBE, probe::done);
        } catch (LoadException e) {
            watch.abort(Culprit.GENERATOR, e.getMessage());
        }
    }

    private void load() throws InterruptedException {
        long startMs = Schedule.nextWindowStart(
                System.currentTimeMillis() + START_NOTICE_MS,
                scenario.pipeline().window().toMillis());
        schedule = Schedule.of(scenario, startMs);
        meter.begin(schedule);
        processed.begin(
                topics.endOffsets(scenario.topics().events()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                startMs);
        generator.begin(startMs);
        timeline.enter(Phase.WARMUP);
        Duration limit = Duration.ofMillis(schedule.endMs() - startMs)
                .multipliedBy(11)
                .dividedBy(10)
                .plusMillis(startMs - System.currentTimeMillis())
                .plus(REPORT_GRACE);
        boolean done = watch.await(limit, () -> {
            timeline.enter(schedule.phaseAt(System.currentTimeMillis()));
            watchMachine();
            watchGenerator();
            meter.reportIfDue(timeline);
            return generator.done();
        });
        if (!done) {
            watch.abort(
                    Culprit.GENERATOR,
                    "the load generator did not end its schedule within %d s; it has sent %s events"
                            .formatted(
                                    limit.toSeconds(),
                                    Figures.count(generator.progress().sent())));
        }
    }

    /** One that was stopped would be waited for until the end of its schedule. */
    private void watchGenerator() {
        LoadProgress progress = generator.progress();
        long nowNs = System.nanoTime();
        if (!progress.equals(heard) || heardNs == 0) {
            heard = progress;
            heardNs = nowNs;
        } else if (nowNs - heardNs > SILENCE.toNanos()) {
            watch.abort(
                    Culprit.GENERATOR,
                    "the load generator (process %d) has said nothing for %d s; by then it had sent %s events"
                            .formatted(generator.pid(), SILENCE.toSeconds(), Figures.count(progress.sent())));
        }
    }

    /** The machine counts from the start of the measured phase to its end. */
    private void watchMachine() {
        if (timeline.current() == Phase.MEASURE && stolenCpu == null) {
            stolenCpu = StolenCpu.fromNow();
            processes.sample();
            sampledNs = System.nanoTime();
            cpuSecondsBefore = processes.cpuSeconds();
        } else if (timeline.current() == Phase.MEASURE && System.nanoTime() - sampledNs > SAMPLE_PERIOD.toNanos()) {
            processes.sample();
            sampledNs = System.nanoTime();
        } else if (timeline.current() == Phase.TAIL && stolenCpu != null && pipelineUse.isEmpty()) {
            stolenCpuPercent = stolenCpu.percent();
            processes.sample();
            pipelineUse =
                    Optional.of(new PipelineUse(processes.cpuSeconds() - cpuSecondsBefore, processes.peakBytes()));
        }
    }

    private Evidence evidence() {
        if (!generator.done()) {
            generator.close(); // what it has not reported by now is not to turn up later
        }
        Optional<LoadReport> load = generator.done() ? Optional.of(generator.report()) : Optional.empty();
        return new Evidence(
                scenario,
                new RunFacts(
                        timeline.startMs(Phase.KAFKA),
                        schedule == null ? 0 : schedule.startMs(),
                        kafka.broker().kind(),
                        kafka.line(),
                        secrets.redactValues(pipeline.details()),
                        Environment.current(),
                        timeline.startsMs(),
                        watch.abort(),
                        drainProblems,
                        pipeline.malformedRecords(),
                        reader.unreadable(),
                        stolenCpuPercent,
                        pipelineUse),
                load,
                load.isPresent() ? generator.seconds() : List.of(),
                load.map(report -> generator.truth()),
                load.map(report -> generator.events()),
                rows(),
                pipeline.batches(),
                backlog.samples());
    }

    /** Rows of what came before the load are of no interest. */
    private List<ResultRow> rows() {
        return pipeline.tellsProgress() || schedule == null
                ? reader.rows()
                : reader.rows().stream()
                        .filter(row -> row.cell().windowStartMs() >= schedule.startMs())
                        .toList();
    }
}

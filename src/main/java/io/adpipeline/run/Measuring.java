package io.adpipeline.run;

import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.evidence.Environment;
import io.adpipeline.evidence.Evidence;
import io.adpipeline.evidence.Phase;
import io.adpipeline.evidence.RunFacts;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.evidence.ScenarioParts;
import io.adpipeline.evidence.Schedule;
import io.adpipeline.evidence.Warmup;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.KafkaUnavailableException;
import io.adpipeline.kafka.Secrets;
import io.adpipeline.kafka.TopicException;
import io.adpipeline.load.FinishedLoad;
import io.adpipeline.load.LoadGenerator.LoadProgress;
import io.adpipeline.load.LoadPlan;
import io.adpipeline.load.RunningLoad;
import io.adpipeline.result.ResultRow;
import io.adpipeline.slo.Figures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/**
 * The measuring itself, once everything is started: waits until all parts are ready, lets the load run, drains, and
 * gathers the evidence. Each wait has a limit, and ends early if a part has died. Used once, by one thread.
 */
final class Measuring {

    /** How often the warm-up is checked, and how long before its end the generator must know, ms. */
    private static final long WARMUP_CHECK_MS = 1_000;

    /** How long the report may take after the generator's longest overrun, a tenth of its schedule. */
    private static final Duration REPORT_GRACE = Duration.ofSeconds(30);

    /** A generator that reports nothing for so long is taken to be stopped: it should report each second. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration END_OF_PROBE = Duration.ofSeconds(10);

    private final RunParts parts;
    private final Timeline timeline;
    private final ProgressMeter meter;
    private final RunWatch watch;
    private final MeasuredPhase measured;
    private final WarmupEnd warmupEnd;
    private final Secrets secrets;
    private final Duration readyTimeout;
    private LoadProgress lastProgress = LoadProgress.NONE;
    private long lastProgressNs;
    private List<String> drainProblems = List.of();
    private long probedFromMs = Long.MAX_VALUE;
    private Schedule schedule;
    private OptionalDouble warmupFall = OptionalDouble.empty();
    private boolean warmedUp;
    private long warmupCheckedMs;

    Measuring(RunParts parts, Timeline timeline, BooleanSupplier cancelled) {
        this.parts = parts;
        this.timeline = timeline;
        this.secrets = Secrets.of(parts.kafka().broker().connection());
        this.readyTimeout = parts.scenario().timeouts().ready();
        this.watch = new RunWatch(parts, cancelled, secrets);
        this.measured = new MeasuredPhase(parts);
        this.meter = new ProgressMeter(parts, timeline);
        this.warmupEnd = new WarmupEnd(parts.scenario().pipeline());
    }

    /** @throws InterruptedException if the run is cancelled or its thread interrupted */
    Evidence run() throws InterruptedException {
        awaitReady();
        if (!watch.aborted()) {
            load();
        }
        if (!watch.aborted()) {
            timeline.enter(Phase.DRAIN);
            drainProblems = new Drain(parts, watch, () -> meter.reportIfDue(schedule)).run();
        }
        return evidence();
    }

    private void awaitReady() throws InterruptedException {
        awaitConnected();
        if (!parts.pipeline().reportsProgress()) {
            awaitFirstResult();
        } else if (!watch.await(readyTimeout, parts.pipeline()::ready)) {
            watch.abort(
                    Culprit.PIPELINE,
                    "the pipeline '%s' was not ready within %d s (timeouts.ready)"
                            .formatted(parts.scenario().pipeline().name(), readyTimeout.toSeconds()));
        }
    }

    private void awaitConnected() throws InterruptedException {
        if (!watch.await(readyTimeout, parts.load()::ready)) {
            watch.abort(
                    Culprit.GENERATOR,
                    "the load generator was not ready within %d s".formatted(readyTimeout.toSeconds()));
        }
    }

    /** Puts another load in the place of the one before, unless the run has to end. */
    private void prepare(LoadPlan plan, Path directory) throws InterruptedException {
        if (!watch.aborted()) {
            parts.generator().prepare(plan, directory);
            awaitConnected();
        }
    }

    /** For a pipeline that reports no progress: sends a small load until the first result is out. */
    private void awaitFirstResult() throws InterruptedException {
        KafkaConnection kafka = parts.kafka().broker().connection();
        prepare(ScenarioParts.probePlan(parts.scenario(), kafka), parts.folder().work(RunFolder.Part.GENERATOR));
        if (!watch.aborted()) {
            probe(parts.load());
        }
        prepare(ScenarioParts.loadPlan(parts.scenario(), kafka), parts.folder().path());
    }

    private void probe(RunningLoad probe) throws InterruptedException {
        Duration limit = ScenarioParts.readyLimit(parts.scenario());
        long windowMs = parts.scenario().pipeline().window().toMillis();
        long nowMs = System.currentTimeMillis();
        probedFromMs = nowMs - nowMs % windowMs;
        probe.begin(probedFromMs);
        boolean came = watch.await(
                limit,
                () -> parts.reader().rowCount() > 0
                        || parts.reader().unreadable().count() > 0);
        parts.reader()
                .unreadable()
                .first()
                .ifPresent(first ->
                        watch.abort(Culprit.PIPELINE, "it wrote a record that is no result: the one at " + first));
        if (!came) {
            noResultCame(probe.progress(), limit);
        }
        if (!watch.aborted()) {
            probe.stop(); // what it sends must not get into the windows of the load
            if (!watch.await(END_OF_PROBE, probe::done)) {
                watch.abort(
                        Culprit.GENERATOR,
                        "the small load before the load did not end within %d s".formatted(END_OF_PROBE.toSeconds()));
            }
        }
    }

    private void noResultCame(LoadProgress sent, Duration limit) {
        watch.abort(
                sent.failed() == 0 && sent.acknowledged() > 0 ? Culprit.PIPELINE : Culprit.GENERATOR,
                "no result came within %d s (timeouts.ready; at least window, watermark and 30 s); of %s events that were sent Kafka acknowledged %s, and %s sends failed"
                        .formatted(
                                limit.toSeconds(),
                                Figures.count(sent.sent()),
                                Figures.count(sent.acknowledged()),
                                Figures.count(sent.failed())));
    }

    private void load() throws InterruptedException {
        long eventsBefore;
        try {
            eventsBefore = parts.backlog().eventsInTopic();
        } catch (KafkaUnavailableException | TopicException e) {
            watch.abort(Culprit.KAFKA, e.getMessage());
            return;
        }
        long startMs = ScenarioParts.loadStartMs(parts.scenario(), System.currentTimeMillis());
        schedule = Schedule.of(parts.scenario(), startMs, Schedule.warmupMs(parts.scenario()));
        warmedUp = !parts.scenario().phases().warmupEndsItself();
        parts.backlog().begin(startMs, eventsBefore);
        parts.load().begin(startMs);
        timeline.enter(Phase.WARMUP);
        Duration limit = Duration.ofMillis(schedule.endMs() - startMs)
                .multipliedBy(11)
                .dividedBy(10)
                .plusMillis(startMs - System.currentTimeMillis())
                .plus(REPORT_GRACE);
        boolean done = watch.await(limit, () -> {
            watchWarmup();
            timeline.enter(schedule.phaseAt(System.currentTimeMillis()));
            measured.watch(timeline.current());
            watchGenerator();
            meter.reportIfDue(schedule);
            return parts.load().done();
        });
        if (!done) {
            watch.abort(
                    Culprit.GENERATOR,
                    "the load generator did not end its schedule within %d s; it has sent %s events"
                            .formatted(
                                    limit.toSeconds(),
                                    Figures.count(parts.load().progress().sent())));
        }
    }

    /** Checks once a second whether the warm-up may end, until it is too late to tell the generator. */
    private void watchWarmup() {
        long nowMs = System.currentTimeMillis();
        warmedUp |= nowMs >= schedule.measureFromMs(); // a warm-up shorter than four stretches is never checked
        if (warmedUp || nowMs - schedule.startMs() < warmupEnd.leastMs() || nowMs - warmupCheckedMs < WARMUP_CHECK_MS) {
            return;
        }
        warmupCheckedMs = nowMs;
        warmupFall = warmupEnd.fallPercent(parts.reader().rows(), nowMs);
        long nextMs = Schedule.nextWindowStart(nowMs + WARMUP_CHECK_MS, schedule.windowMs());
        if (nextMs >= schedule.measureFromMs()) {
            warmedUp = true;
        } else if (warmupFall.isPresent() && warmupFall.getAsDouble() < Warmup.STATIONARY_PERCENT) {
            warmedUp = true;
            parts.load().measureFrom(nextMs);
            schedule = Schedule.of(parts.scenario(), schedule.startMs(), nextMs - schedule.startMs());
        }
    }

    /** Notices a generator that is suspended; the run would wait for it until the end of its schedule. */
    private void watchGenerator() {
        LoadProgress progress = parts.load().progress();
        long nowNs = System.nanoTime();
        if (!progress.equals(lastProgress) || lastProgressNs == 0) {
            lastProgress = progress;
            lastProgressNs = nowNs;
        } else if (nowNs - lastProgressNs > SILENCE.toNanos()) {
            watch.abort(
                    Culprit.GENERATOR,
                    "the load generator (process %d) has said nothing for %d s; by then it had sent %s events"
                            .formatted(parts.generator().pid(), SILENCE.toSeconds(), Figures.count(progress.sent())));
        }
    }

    private Evidence evidence() throws InterruptedException {
        parts.generator().endUnfinishedLoad(); // first: what it has not reported by now it must not report later
        Optional<Schedule> planned = Optional.ofNullable(schedule);
        Optional<FinishedLoad> load = planned.filter(any -> parts.load().done())
                .map(any -> parts.load().finished());
        return new Evidence(
                parts.scenario(),
                new RunFacts(
                        timeline.startMs(Phase.KAFKA),
                        planned.map(Schedule::startMs).orElse(0L),
                        new Warmup(
                                planned.map(phases -> phases.measureFromMs() - phases.startMs())
                                        .orElse(0L),
                                warmupFall),
                        parts.kafka().broker().kind(),
                        parts.kafka().line(),
                        secrets.redactValues(parts.pipeline().details()),
                        Environment.current(),
                        timeline.startsMs(),
                        watch.abort(),
                        parts.backlog().longestSilenceMs(),
                        drainProblems,
                        parts.pipeline().malformedRecords(),
                        parts.reader().unreadable(),
                        measured.machineUse(),
                        measured.pipelineUse(),
                        measured.profile(),
                        planned.flatMap(phases -> parts.probe()
                                .flatMap(probe -> probe.error(phases.measureFromMs(), phases.measureToMs()))),
                        planned.flatMap(
                                phases -> parts.backlog().consumerLag(phases.measureFromMs(), phases.measureToMs()))),
                load,
                rows(),
                parts.pipeline().batches(),
                parts.backlog().samples());
    }

    /** All rows but those of the small load that was sent before the load. */
    private List<ResultRow> rows() {
        return schedule == null
                ? parts.reader().rows()
                : parts.reader().rows().stream()
                        .filter(row -> row.cell().windowStartMs() >= schedule.startMs()
                                || row.cell().windowStartMs() < probedFromMs)
                        .toList();
    }
}

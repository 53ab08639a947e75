package io.adpipeline.run;

import io.adpipeline.broker.StartedBroker;
import io.adpipeline.event.Truth;
import io.adpipeline.kafka.KafkaUnavailableException;
import io.adpipeline.kafka.TopicException;
import io.adpipeline.kafka.Topics;
import io.adpipeline.load.LoadException;
import io.adpipeline.load.LoadGenerator;
import io.adpipeline.load.LoadReport;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.result.Oracle;
import io.adpipeline.result.ResultReader;
import io.adpipeline.result.ResultRow;
import io.adpipeline.run.Abort.Culprit;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The measuring itself, once everything is started: waits until all are ready, lets the load run, drains, and gathers
 * the evidence. Each wait is bounded, and each ends early when something it needs has died. Used once, by one thread.
 */
final class Measuring {

    private static final Duration POLL = Duration.ofMillis(50);

    /** Time for the generator's JVM to learn the start, beyond which the schedule would begin late. */
    private static final long START_NOTICE_MS = 300;

    /** How long after the last moment that the generator allows itself its report may take. */
    private static final Duration REPORT_GRACE = Duration.ofSeconds(30);

    /** Results that are there are read within this, however late the pipeline was with them. */
    private static final Duration READ_LIMIT = Duration.ofSeconds(20);

    /** A pipeline that has processed everything may need another, empty batch to close its windows, but not this long. */
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final Scenario scenario;
    private final StartedBroker kafka;
    private final Topics topics;
    private final LoadGenerator generator;
    private final RunningPipeline pipeline;
    private final ResultReader reader;
    private final BacklogSampler backlog;
    private final Timeline timeline;
    private final BooleanSupplier cancelled;
    private final ProgressMeter meter;
    private final List<String> drainProblems = new ArrayList<>();
    private Schedule schedule;
    private Abort abort;
    private long suspectedSinceNs;
    private StolenCpu stolenCpu;
    private OptionalDouble stolenCpuPercent = OptionalDouble.empty();

    Measuring(
            Scenario scenario,
            StartedBroker kafka,
            Topics topics,
            LoadGenerator generator,
            RunningPipeline pipeline,
            ResultReader reader,
            BacklogSampler backlog,
            Timeline timeline,
            BooleanSupplier cancelled) {
        this.scenario = scenario;
        this.kafka = kafka;
        this.topics = topics;
        this.generator = generator;
        this.pipeline = pipeline;
        this.reader = reader;
        this.backlog = backlog;
        this.timeline = timeline;
        this.cancelled = cancelled;
        this.meter = new ProgressMeter(scenario, generator, reader, backlog);
    }

    /** @throws InterruptedException if the run is cancelled or its thread interrupted */
    Evidence run() throws InterruptedException {
        awaitReady();
        if (abort == null) {
            load();
        }
        if (abort == null) {
            timeline.enter(Phase.DRAIN);
            new Drain().run();
        }
        return evidence();
    }

    private void awaitReady() throws InterruptedException {
        Duration limit = scenario.timeouts().ready();
        try {
            generator.awaitReady(limit);
        } catch (LoadException e) {
            abort = new Abort(Culprit.GENERATOR, e.getMessage());
            return;
        }
        if (!await(limit, pipeline::ready) && abort == null) {
            abort = new Abort(
                    Culprit.PIPELINE,
                    "the pipeline '%s' was not ready within %d s (timeouts.ready)"
                            .formatted(scenario.pipeline().name(), limit.toSeconds()));
        }
    }

    private void load() throws InterruptedException {
        long startMs = Schedule.nextWindowStart(
                System.currentTimeMillis() + START_NOTICE_MS,
                scenario.pipeline().window().toMillis());
        schedule = Schedule.of(scenario, startMs);
        meter.begin(schedule);
        generator.begin(startMs);
        timeline.enter(Phase.WARMUP);
        Duration limit = Duration.ofMillis(schedule.endMs() - startMs)
                .multipliedBy(11)
                .dividedBy(10)
                .plusMillis(startMs - System.currentTimeMillis())
                .plus(REPORT_GRACE);
        boolean done = await(limit, () -> {
            timeline.enter(schedule.phaseAt(System.currentTimeMillis()));
            watchMachine();
            meter.tellIfDue(timeline);
            return generator.done();
        });
        if (!done && abort == null) {
            abort = new Abort(
                    Culprit.GENERATOR,
                    "the load generator did not end its schedule within %d s; it has sent %s events"
                            .formatted(
                                    limit.toSeconds(),
                                    Figures.count(generator.progress().sent())));
        }
    }

    /** The machine counts from the start of the measured phase to its end. */
    private void watchMachine() {
        if (timeline.current() == Phase.MEASURE && stolenCpu == null) {
            stolenCpu = StolenCpu.fromNow();
        } else if (timeline.current() == Phase.TAIL && stolenCpu != null && stolenCpuPercent.isEmpty()) {
            stolenCpuPercent = stolenCpu.percent();
        }
    }

    /** Waits for a condition; false if time ran out or something died, which {@code abort} tells then. */
    private boolean await(Duration limit, Callable<Boolean> condition) throws InterruptedException {
        try {
            Awaitility.await()
                    .atMost(limit)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .pollInSameThread()
                    .until(() -> {
                        requireWanted();
                        return died() || condition.call();
                    });
            return abort == null;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** Awaitility keeps an interrupt for later, and others lose it. */
    private void requireWanted() throws InterruptedException {
        if (cancelled.getAsBoolean() || Thread.interrupted()) {
            throw new InterruptedException("the run was ended before it had a result");
        }
    }

    /** When Kafka dies, all the others soon do too: they are to blame only if Kafka has answered after their death. */
    private boolean died() {
        if (abort == null) {
            Optional<Abort> suspect = suspect();
            if (suspect.isPresent() && suspectedSinceNs == 0) {
                suspectedSinceNs = System.nanoTime();
            }
            abort = backlog.silence()
                    .map(why -> new Abort(Culprit.KAFKA, why))
                    .or(() -> suspect.filter(any -> backlog.answeredSince(suspectedSinceNs)))
                    .orElse(null);
        }
        return abort != null;
    }

    private Optional<Abort> suspect() {
        return generator
                .failure()
                .map(why -> new Abort(Culprit.GENERATOR, why))
                .or(() -> reader.failure().map(why -> new Abort(Culprit.READER, "the results reader died: " + why)))
                .or(() -> pipeline.failure().map(why -> new Abort(Culprit.PIPELINE, "the pipeline died: " + why)));
    }

    /** Lets what is under way come to its end; what does not becomes a finding with its backlog. */
    private final class Drain {

        private final Duration limit = scenario.timeouts().drain();
        private long endNs = System.nanoTime() + limit.toNanos();
        private final long beginMs = System.currentTimeMillis();
        private final long settleNs =
                SETTLE.plus(scenario.pipeline().trigger().multipliedBy(2)).toNanos();
        private Map<TopicPartition, Long> resultsEnd;
        private long unreadResults;
        private int lastRows = -1;
        private long lastRowNs;

        void run() throws InterruptedException {
            if (until(this::allProcessed)) {
                awaitResults(generator.truth());
            } else if (abort == null) {
                drainProblems.add("%s events were still not processed %d s after the load ended (timeouts.drain)"
                        .formatted(
                                Figures.count(backlog.latest()
                                        .map(BacklogSample::events)
                                        .orElse(0L)),
                                limit.toSeconds()));
            }
            readAll();
        }

        /** A wrong result never becomes right: the oracle says so, and names it. */
        private void awaitResults(Truth truth) throws InterruptedException {
            long dueUntilMs = Analysis.dueUntilMs(scenario, truth);
            long windowMs = scenario.pipeline().window().toMillis();
            until(() -> settled()
                    || Oracle.complete(truth, reader.rows(), dueUntilMs, windowMs) && batchesReported(reader.rows()));
        }

        /** The engine reports a batch after its results are out; without the report nobody knows where its time went. */
        private boolean batchesReported(List<ResultRow> rows) {
            List<BatchProgress> batches = pipeline.batches();
            long emitted =
                    rows.stream().mapToLong(row -> row.trace().batchId()).max().orElse(ResultRow.UNKNOWN);
            return batches.isEmpty() || batches.get(batches.size() - 1).batchId() >= emitted;
        }

        /** What is there by now; a pipeline that is behind may write more. */
        private void readAll() throws InterruptedException {
            endNs = System.nanoTime() + READ_LIMIT.toNanos();
            if (!until(this::allRead) && abort == null) {
                abort = new Abort(
                        Culprit.READER,
                        "the results reader had %s results still to read %d s after the drain"
                                .formatted(Figures.count(unreadResults), READ_LIMIT.toSeconds()));
            }
        }

        /** Whether everything is processed and no result has come for so long that none will. */
        private boolean settled() {
            int rows = reader.rowCount();
            if (rows != lastRows) {
                lastRows = rows;
                lastRowNs = System.nanoTime();
            }
            return System.nanoTime() - lastRowNs > settleNs;
        }

        /** Only a sample of the drain knows of every event. */
        private boolean allProcessed() {
            return backlog.latest()
                    .filter(sample -> sample.timeMs() >= beginMs && sample.events() == 0)
                    .isPresent();
        }

        private boolean allRead() {
            try {
                if (resultsEnd == null) {
                    resultsEnd = topics.endOffsets(scenario.topics().results());
                }
                unreadResults = reader.backlog(resultsEnd);
                return unreadResults == 0;
            } catch (KafkaUnavailableException | TopicException e) {
                return false; // a Kafka that stays silent ends the run, see died()
            }
        }

        private boolean until(Callable<Boolean> condition) throws InterruptedException {
            Duration left = Duration.ofNanos(Math.max(POLL.toNanos() * 2, endNs - System.nanoTime()));
            return await(left, () -> {
                meter.tellIfDue(timeline);
                return condition.call();
            });
        }
    }

    private Evidence evidence() {
        Optional<LoadReport> load = generator.done() ? Optional.of(generator.report()) : Optional.empty();
        return new Evidence(
                scenario,
                new RunFacts(
                        timeline.startMs(Phase.KAFKA),
                        schedule == null ? 0 : schedule.startMs(),
                        kafka.broker().kind(),
                        kafka.line(),
                        pipeline.details(),
                        Environment.current(),
                        timeline.startsMs(),
                        Optional.ofNullable(abort),
                        drainProblems,
                        pipeline.malformedRecords(),
                        reader.unreadable(),
                        stolenCpuPercent),
                load,
                load.isPresent() ? generator.seconds() : List.of(),
                load.map(report -> generator.truth()),
                reader.rows(),
                pipeline.batches(),
                backlog.samples());
    }
}

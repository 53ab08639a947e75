package io.adpipeline.load;

import io.adpipeline.files.Folders;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.Secrets;
import io.adpipeline.latency.LagRecorder;
import io.adpipeline.latency.LatencyHistogram;
import io.adpipeline.latency.Statistic;
import io.adpipeline.load.LoadGenerator.LoadProgress;
import io.adpipeline.load.LoadReport.Counts;
import io.adpipeline.load.Pacer.LoadClock;
import io.adpipeline.load.ProducerSequence.Sequences;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producers of one load, from connecting to the report. Used by one thread; the producers have threads of their
 * own.
 */
final class LoadSession implements AutoCloseable {

    /** A late load goes on after its planned end for this share of its schedule, at least 5 s, then gives up. */
    private static final double OVERRUN_SHARE = 0.1;

    private static final long MIN_OVERRUN_MS = 5_000;
    private static final long PROGRESS_MS = 1_000;

    private final LoadPlan plan;
    private final Path directory;
    private final List<Producer<byte[], byte[]>> clients = new ArrayList<>();
    private final Map<Integer, Integer> leaders = new HashMap<>();
    private final List<EventProducer> producers = new CopyOnWriteArrayList<>();
    private final LoadClock clock = new LoadClock();
    private final AtomicReference<Throwable> death = new AtomicReference<>();
    private volatile boolean stopped;
    private volatile long warmupMs;
    private final FailedSends failedSends = new FailedSends();
    private double lagP99Ms;
    private double maxDriftMs;

    /**
     * Connects the producers and looks up the leaders of the topic's partitions.
     *
     * @param directory where the report's files go
     */
    LoadSession(LoadPlan plan, Path directory) {
        this(plan, directory, producer -> connect(plan, producer));
    }

    /** Takes Kafka producers from the caller; the session closes them. */
    LoadSession(LoadPlan plan, Path directory, IntFunction<Producer<byte[], byte[]>> connect) {
        this.plan = plan;
        this.warmupMs = plan.warmupMs();
        this.directory = directory;
        try {
            for (int i = 0; i < plan.producers(); i++) {
                clients.add(connect.apply(i));
                clients.get(i).partitionsFor(plan.topic()).stream()
                        .filter(partition -> partition.leader() != null)
                        .forEach(partition -> leaders.put(
                                partition.partition(), partition.leader().id()));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Producer<byte[], byte[]> connect(LoadPlan plan, int producer) {
        Map<String, Object> config = producerConfig(plan.kafka(), plan.producerSettings());
        config.putIfAbsent("client.id", "adpipeline-producer-" + producer);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The configuration of one producer, for exact counts first, then a low and even delay; {@code overrides} win. */
    static Map<String, Object> producerConfig(KafkaConnection kafka, Map<String, String> overrides) {
        Map<String, Object> config = kafka.toClientConfig();
        // a retried batch must not count twice: the truth is exact only with idempotence
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(128 * 1024));
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // if the broker stops answering, sends fail after 20 s and not after Kafka's default of two minutes
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "20000");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "15000");
        config.putAll(overrides);
        return config;
    }

    /**
     * Sends the whole schedule, flushes, and writes the report's files.
     *
     * @param startMs start of the schedule, epoch ms; a start of a window, so that truths of equal seeds are equal
     * @param progress called about once a second
     * @throws LoadException if a producer died: the report would lack its remaining events and not say so
     */
    LoadReport run(long startMs, Consumer<LoadProgress> progress) throws IOException, InterruptedException {
        if (startMs % plan.windowMs() != 0) {
            throw new IllegalArgumentException(
                    "startMs must be a start of a window of %d ms, was %d".formatted(plan.windowMs(), startMs));
        }
        createProducers(startMs);
        if (stopped) {
            stop(); // the first call came before the producers existed
        }
        List<Thread> threads = producers.stream().map(this::start).toList();
        try {
            for (Thread thread : threads) {
                while (thread.isAlive() && death.get() == null) {
                    thread.join(PROGRESS_MS);
                    reportProgress(startMs, progress);
                }
            }
            reportProgress(startMs, progress); // after the last event of them all
        } finally {
            threads.forEach(Thread::interrupt);
        }
        if (death.get() != null) {
            throw new LoadException("a producer died: " + withCauses(death.get()));
        }
        clients.forEach(Producer::close);
        TruthTable truth = truth(startMs);
        return write(report(startMs, truth), truth);
    }

    /** A failure and what caused it, the cause last. */
    static String withCauses(Throwable failure) {
        return ExceptionUtils.getThrowableList(failure).stream()
                .map(Throwable::toString)
                .collect(Collectors.joining(": "));
    }

    /** Ends the schedule early: what was sent is flushed and reported. For any thread, while {@link #run} works. */
    void stop() {
        stopped = true;
        producers.forEach(EventProducer::stop);
    }

    /**
     * Ends the warm-up early. For any thread, while {@link #run} works.
     *
     * @param lengthMs new length of the warm-up, ms; it must end at a start of a window that lies ahead
     */
    void endWarmup(long lengthMs) {
        warmupMs = lengthMs;
        producers.forEach(producer -> producer.measureFrom(lengthMs));
    }

    private void createProducers(long startMs) {
        Sequences sequences = new Sequences(plan);
        long overrunMs = Math.max(MIN_OVERRUN_MS, Math.round(plan.totalMs() * OVERRUN_SHARE));
        for (int i = 0; i < plan.producers(); i++) {
            int number = i;
            producers.add(new EventProducer(
                    plan,
                    number,
                    sequences.warmup(number, startMs),
                    measureFromMs -> sequences.measured(number, measureFromMs),
                    failedSends,
                    clients.get(i),
                    clock,
                    startMs,
                    startMs + plan.totalMs() + overrunMs));
            producers.get(number).measureFrom(warmupMs); // endWarmup may have come before the producers existed
        }
    }

    private Thread start(EventProducer producer) {
        Thread thread = new Thread(producer, "producer-" + producers.indexOf(producer));
        thread.setUncaughtExceptionHandler((dead, why) -> death.compareAndSet(null, why));
        thread.start();
        return thread;
    }

    private void reportProgress(long startMs, Consumer<LoadProgress> progress) {
        double driftMs = clock.driftNs() / 1e6;
        maxDriftMs = Math.abs(driftMs) > Math.abs(maxDriftMs) ? driftMs : maxDriftMs;
        long nowMs = TimeUnit.NANOSECONDS.toMillis(clock.nowNs());
        LatencyHistogram lag = new LatencyHistogram();
        producers.forEach(producer -> lag.add(producer.lagsOfInterval()));
        lagP99Ms = lag.count() == 0 ? lagP99Ms : lag.value(Statistic.P99); // that of the last interval with events
        Counts counts = sum(EventProducer::counts);
        progress.accept(
                new LoadProgress(nowMs - startMs, counts.sent(), counts.acknowledged(), counts.failed(), lagP99Ms));
    }

    private Counts sum(Function<EventProducer, Counts> part) {
        return producers.stream().map(part).reduce(new Counts(0, 0, 0, 0), Counts::plus);
    }

    private LatencyHistogram measured(Function<PhaseStats, LagRecorder> lags) {
        LatencyHistogram merged = new LatencyHistogram();
        producers.forEach(producer -> merged.add(lags.apply(producer.measured()).total()));
        return merged;
    }

    private LoadReport report(long startMs, TruthTable truth) {
        String firstFailure = producers.stream()
                .map(EventProducer::firstFailure)
                .filter(failure -> failure != null)
                .map(failure -> Secrets.of(plan.kafka()).redact(failure.toString())) // may hold a plug-in's secret
                .findFirst()
                .orElse("");
        return new LoadReport(
                startMs,
                warmupMs,
                plan.eventsPerSecond() * plan.producers(),
                sum(EventProducer::counts),
                sum(producer -> producer.measured().counts()),
                plan.measureMs() / 1e3,
                measured(PhaseStats::lags).statistics(),
                measured(PhaseStats::acknowledgements).statistics(),
                truth.appendDelaysMaxMs(),
                producers.stream().map(producer -> producer.counts().sent()).toList(),
                firstFailure,
                maxDriftMs,
                ClockBounds.offsets(
                        producers.stream().map(EventProducer::clockBounds).toList(), leaders));
    }

    private TruthTable truth(long startMs) {
        TruthTable all = new TruthTable(startMs, plan.windowMs(), plan.campaigns());
        producers.forEach(producer -> all.add(producer.truth()));
        return all;
    }

    private LoadReport write(LoadReport report, TruthTable truth) throws IOException {
        Folders.create(directory);
        measured(PhaseStats::lags).writeHgrm(directory.resolve("schedule-lag.hgrm"));
        measured(PhaseStats::acknowledgements).writeHgrm(directory.resolve("acknowledge.hgrm"));
        LoadSecond.Recorder seconds = new LoadSecond.Recorder();
        producers.forEach(producer -> seconds.add(producer.seconds()));
        LoadSecond.write(seconds.all(), directory);
        truth.toTruth().write(directory, report.measureFromMs(), plan.windowMs());
        failedSends.write(directory);
        report.write(directory);
        return report;
    }

    @Override
    public void close() {
        clients.forEach(client -> client.close(Duration.ZERO));
    }
}

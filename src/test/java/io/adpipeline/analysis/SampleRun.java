package io.adpipeline.analysis;

import io.adpipeline.analysis.RunResult.BacklogStats;
import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.event.EventType;
import io.adpipeline.event.SentEvents;
import io.adpipeline.event.Truth;
import io.adpipeline.evidence.Abort;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.evidence.BacklogSample;
import io.adpipeline.evidence.ConsumerLag;
import io.adpipeline.evidence.Environment;
import io.adpipeline.evidence.Evidence;
import io.adpipeline.evidence.EvidenceStore;
import io.adpipeline.evidence.MachineUse;
import io.adpipeline.evidence.Phase;
import io.adpipeline.evidence.PipelineUse;
import io.adpipeline.evidence.Profile;
import io.adpipeline.evidence.Profile.HotMethod;
import io.adpipeline.evidence.RunFacts;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.evidence.Schedule;
import io.adpipeline.evidence.Warmup;
import io.adpipeline.latency.Statistic;
import io.adpipeline.load.ClockOffset;
import io.adpipeline.load.FinishedLoad;
import io.adpipeline.load.LoadReport;
import io.adpipeline.load.LoadReport.Counts;
import io.adpipeline.load.LoadSecond;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.result.ReceiptError;
import io.adpipeline.result.ResultRow;
import io.adpipeline.result.ResultRow.Trace;
import io.adpipeline.result.UnreadableRecords;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.ScenarioParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The evidence of a run made by hand, to be spoilt by tests. As it comes, it passes: 2 windows of 1 s of warm-up, 10
 * measured, 2 of tail; 10 campaigns with 10 events a window each; one micro-batch a window. The newest event of campaign
 * c comes 10 c ms before the window's end and is produced 1 ms late, the others one by one in the 9 ms before it; its row
 * is there 270 ms after the window's end. One thread only.
 */
public final class SampleRun {

    public static final long START_MS = 1_700_000_000_000L;
    public static final long WINDOW_MS = 1_000;
    public static final int WINDOWS = 14;
    public static final int CAMPAIGNS = 10;
    /** P90 of {@code endToEnd} of a run as it comes: that of campaign 9, ms. */
    public static final double END_TO_END_P90_MS = 359;
    /** P90 of {@code perEvent} of a run as it comes: the latencies are 280 to 379 ms, each as often. */
    public static final double PER_EVENT_P90_MS = 369;
    /** {@code windowClose} of every window of a run as it comes, ms. */
    public static final double WINDOW_CLOSE_MS = 270;

    private static final String YAML = """
            description: a run made by hand
            traffic: {model: uniform}
            seed: 1
            producers: 1
            eventsPerProducer: 100
            campaigns: 10
            window: 1s
            warmup: 2s
            duration: 10s
            tail: 2s
            watermark: 0s
            outputMode: append
            slo:
              endToEnd: {p90: 2s}
            """;
    private static final Map<Statistic, Double> LAG_MS = Map.of(
            Statistic.MEAN,
            0.4,
            Statistic.P50,
            0.25,
            Statistic.P90,
            0.9,
            Statistic.P95,
            1.1,
            Statistic.P99,
            2.5,
            Statistic.P999,
            3.0,
            Statistic.MAX,
            4.75);

    private final Scenario scenario;
    private final Map<CampaignWindow, EventCounts> truth = new TreeMap<>();
    private final List<SentEvent> events = new ArrayList<>();
    private List<ResultRow> rows = new ArrayList<>();
    private final List<BatchProgress> batches = new ArrayList<>();
    private final List<BacklogSample> backlog = new ArrayList<>();
    private final List<String> drainProblems = new ArrayList<>();
    private List<Long> appendDelaysMaxMs = List.of();
    private List<ClockOffset> clockOffsets = List.of();
    private final int windows;
    private LoadReport load;
    private List<LoadSecond> seconds = List.of();
    private Abort abort;
    private long kafkaSilentMs;
    private OptionalLong consumerLag = OptionalLong.empty();
    private OptionalDouble warmupFall = OptionalDouble.empty();
    private ReceiptError receiptError;
    private Profile profile;
    private UnreadableRecords unreadable = UnreadableRecords.NONE;
    private double cpuSeconds = 2.5;
    private MachineUse machine = MachineUse.UNKNOWN;

    private record SentEvent(long intendedNs, int campaignId, EventType type) {}

    private SampleRun(Scenario scenario) {
        this.scenario = scenario;
        windows = (int) (scenario.phases().total().toMillis() / WINDOW_MS);
        load = load(windows * 100L, windows * 100L, 0, 0);
        for (int window = 0; window < windows; window++) {
            addWindow(window);
        }
        for (long timeMs = START_MS; timeMs < START_MS + windows * WINDOW_MS; timeMs += 500) {
            backlog.add(new BacklogSample(timeMs, 25, timeMs - START_MS, timeMs - START_MS - 25));
        }
    }

    /** A run that passes. */
    public static SampleRun passing() {
        return passing(Map.of());
    }

    /** A run that passes, of a scenario with other settings. */
    public static SampleRun passing(Map<String, String> overrides) {
        return new SampleRun(scenario(overrides));
    }

    /** A run that passes, measured for 50 s, so that statistics have intervals. */
    public static SampleRun passingLong(Map<String, String> overrides) {
        Map<String, String> longer = new HashMap<>(overrides);
        longer.put("duration", "50s");
        return new SampleRun(scenario(longer));
    }

    /** The scenario with other settings. */
    public static Scenario scenario(Map<String, String> overrides) {
        try {
            Path folder = Files.createTempDirectory("sample-run");
            Path file = Files.writeString(folder.resolve("demo.yaml"), YAML);
            try {
                return new ScenarioParser().parse(file, new HashMap<>(overrides));
            } finally {
                Files.delete(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addWindow(int window) {
        long endMs = START_MS + (window + 1) * WINDOW_MS;
        batches.add(new BatchProgress(
                window,
                endMs + 50,
                100,
                Map.of("triggerExecution", 260L, "addBatch", 210L, "commitOffsets", 10L),
                "{\"batchId\":" + window + "}"));
        for (int campaign = 1; campaign <= CAMPAIGNS; campaign++) {
            CampaignWindow cell = new CampaignWindow(endMs - WINDOW_MS, campaign);
            long intendedMs = endMs - 10L * campaign;
            EventCounts counts = new EventCounts(4, 3, 3, intendedMs + 1, intendedMs * 1_000_000);
            truth.put(cell, counts);
            for (int event = 0; event < 10; event++) {
                events.add(new SentEvent(
                        (intendedMs - event) * 1_000_000,
                        campaign,
                        event < 4 ? EventType.VIEW : event < 7 ? EventType.CLICK : EventType.PURCHASE));
            }
            if (window < windows - 1) { // no watermark passes the end of the last window
                rows.add(new ResultRow(
                        cell,
                        endMs,
                        10,
                        counts,
                        endMs + 270,
                        campaign % 2,
                        rows.size(),
                        new Trace(window, intendedMs + 3, endMs + 250)));
            }
        }
    }

    private LoadReport load(long sent, long acknowledged, long failed, double clockDriftMs) {
        return new LoadReport(
                START_MS,
                Schedule.warmupMs(scenario),
                100,
                new Counts(windows * 100L, sent, acknowledged, failed),
                new Counts(measured(windows * 100L), measured(sent), measured(acknowledged), measured(failed)),
                windows - 4,
                LAG_MS,
                Map.of(Statistic.P99, 9.0),
                appendDelaysMaxMs,
                List.of(sent),
                failed > 0 ? "TimeoutException: 20 s" : "",
                clockDriftMs,
                clockOffsets);
    }

    /** All but the events of warm-up and tail. */
    private long measured(long events) {
        return Math.min(events, (windows - 4) * 100L);
    }

    /** Every result later, by ms since the start of the load: so the backlog is longer. */
    public SampleRun later(LongUnaryOperator byMs) {
        return rows(row -> withResultTime(
                row, row.resultTimeMs() + byMs.applyAsLong(row.cell().windowStartMs() - START_MS)));
    }

    public SampleRun kafkaSilent(long ms) {
        kafkaSilentMs = ms;
        return this;
    }

    /** Rows replaced, one by one. */
    public SampleRun rows(UnaryOperator<ResultRow> change) {
        rows.replaceAll(change);
        return this;
    }

    /** Rows taken away. */
    public SampleRun without(Predicate<ResultRow> which) {
        rows.removeIf(which);
        return this;
    }

    /** Rows written once more, after all others. */
    public SampleRun again(Predicate<ResultRow> which, UnaryOperator<ResultRow> change) {
        rows.addAll(rows.stream().filter(which).map(change).toList());
        return this;
    }

    /** Every result that many ms later. */
    public SampleRun later(long ms) {
        return later(windowMs -> ms);
    }

    /** No row tells of its way through the pipeline. */
    public SampleRun untraced() {
        return rows(row -> new ResultRow(
                row.cell(),
                row.windowEndMs(),
                row.eventCount(),
                row.counts(),
                row.resultTimeMs(),
                row.partition(),
                row.offset(),
                Trace.NONE));
    }

    /** Sends that failed; the truth knows nothing of that. */
    public SampleRun failedSends(long failed) {
        load = load(1_400, 1_400 - failed, failed, 0);
        return this;
    }

    /** Events the generator never came to send. */
    public SampleRun unsent(long count) {
        load = new LoadReport(
                load.startMs(),
                load.warmupMs(),
                load.askedEventsPerSecond(),
                new Counts(1_400, 1_400 - count, 1_400 - count, 0),
                new Counts(1_000, 1_000 - count, 1_000 - count, 0),
                load.measuredSeconds(),
                load.scheduleLagMs(),
                load.acknowledgeMs(),
                load.appendDelayMaxMs(),
                load.sentByProducer(),
                load.firstFailure(),
                load.clockDriftMs(),
                load.clockOffsets());
        return this;
    }

    /** Each event reached the broker at most that long after its intended time, ms, by window. */
    public SampleRun appendDelays(Long... maxMsByWindow) {
        appendDelaysMaxMs = List.of(maxMsByWindow);
        load = load(1_400, 1_400, 0, 0);
        return this;
    }

    /** The generator was late, so that latencies cannot be trusted; the counts can. */
    public SampleRun lateGenerator() {
        load = new LoadReport(
                load.startMs(),
                load.warmupMs(),
                load.askedEventsPerSecond(),
                load.whole(),
                load.measured(),
                load.measuredSeconds(),
                Map.of(Statistic.P99, 51.0),
                load.acknowledgeMs(),
                load.appendDelayMaxMs(),
                load.sentByProducer(),
                load.firstFailure(),
                load.clockDriftMs(),
                load.clockOffsets());
        return this;
    }

    /** The clock of broker 1 is so far ahead of the generator's, ms. */
    public SampleRun clockOffset(double lowMs, double highMs) {
        clockOffsets = List.of(new ClockOffset(1, lowMs, highMs));
        load = load(1_400, 1_400, 0, 0);
        return this;
    }

    public SampleRun clockDrift(double ms) {
        load = load(1_400, 1_400, 0, ms);
        return this;
    }

    /** The run ended early: the generator left no report and so no truth. */
    public SampleRun aborted(Culprit culprit, String message) {
        abort = new Abort(culprit, message);
        return withoutLoad();
    }

    /** The run ended early, but the load was over and is known. */
    public SampleRun diedInTheDrain(Culprit culprit, String message) {
        abort = new Abort(culprit, message);
        return this;
    }

    /** The load, second by second. */
    public SampleRun loadSeconds(List<LoadSecond> load) {
        seconds = load;
        return this;
    }

    public SampleRun withoutLoad() {
        load = null;
        return this;
    }

    public SampleRun drainProblem(String problem) {
        drainProblems.add(problem);
        return this;
    }

    public SampleRun unreadable(long records) {
        unreadable = new UnreadableRecords(
                records, Optional.of("partition 0, offset 7: views must be a number, was missing"));
        return this;
    }

    /** The same row with another result time. */
    public static ResultRow withResultTime(ResultRow row, long resultTimeMs) {
        return new ResultRow(
                row.cell(),
                row.windowEndMs(),
                row.eventCount(),
                row.counts(),
                resultTimeMs,
                row.partition(),
                row.offset(),
                row.trace());
    }

    /** The same result with another backlog. */
    public static RunResult withBacklog(RunResult run, List<BacklogBin> bins, BacklogStats backlog) {
        return new RunResult(
                run.evidence(),
                run.verdict(),
                run.oracle(),
                run.latencies(),
                run.windows(),
                run.histograms(),
                run.realised(),
                run.events(),
                run.stages(),
                run.stageErrorMs(),
                bins,
                backlog);
    }

    /** The same row with other counts. */
    public static ResultRow withCounts(ResultRow row, EventCounts counts) {
        return new ResultRow(
                row.cell(),
                row.windowEndMs(),
                counts.total(),
                counts,
                row.resultTimeMs(),
                row.partition(),
                row.offset(),
                row.trace());
    }

    public Evidence evidence() {
        return new Evidence(
                scenario,
                facts(),
                Optional.ofNullable(load)
                        .map(report -> new FinishedLoad(report, seconds, new Truth(truth), this::showEvents)),
                rows,
                batches,
                backlog);
    }

    private void showEvents(SentEvents.Visitor visitor) {
        events.stream()
                .sorted(Comparator.comparingLong(SentEvent::intendedNs))
                .forEach(event -> visitor.event(event.intendedNs(), event.campaignId(), event.type()));
    }

    /** The load drawn again lacks an event. */
    public SampleRun withoutOneEvent() {
        events.remove(0);
        return this;
    }

    private RunFacts facts() {
        return new RunFacts(
                START_MS - 5_000,
                START_MS,
                new Warmup(Schedule.warmupMs(scenario), warmupFall),
                "embedded",
                "embedded broker at localhost:9092",
                Map.of("spark.version", "3.5.7", "pipeline.commit", "0123456789ab"),
                new Environment(Map.of("cores", "2", "jdk", "17")),
                Map.of(Phase.KAFKA, START_MS - 5_000, Phase.WARMUP, START_MS),
                Optional.ofNullable(abort),
                kafkaSilentMs,
                drainProblems,
                0,
                unreadable,
                machine,
                Optional.of(new PipelineUse(cpuSeconds, 0.5, 0.1, OptionalLong.of(812_000_000))),
                Optional.ofNullable(profile),
                Optional.ofNullable(receiptError),
                scenario.pipeline().consumerGroup().map(group -> new ConsumerLag(group, consumerLag)));
    }

    /** The pipeline has used so much CPU time. */
    public SampleRun cpu(double seconds) {
        cpuSeconds = seconds;
        return this;
    }

    /** Its JVM was recorded. */
    public SampleRun withProfile() {
        profile = new Profile(
                1_234,
                List.of(new HotMethod("org.Hot.spot", 12.4), new HotMethod("org.Warm.spot", 8)),
                14,
                312.4,
                8_449);
        return this;
    }

    /** Latencies fell by so much towards the end of the warm-up, percent. */
    public SampleRun warmupFell(double percent) {
        warmupFall = OptionalDouble.of(percent);
        return this;
    }

    /** The times of receipt were so far off. */
    public SampleRun withReceiptError(double p99Ms) {
        receiptError = new ReceiptError(980, 1, p99Ms, 2 * p99Ms);
        return this;
    }

    /** The scenario's consumer group was so far behind. */
    public SampleRun withConsumerLag(long events) {
        consumerLag = OptionalLong.of(events);
        return this;
    }

    /** The host gives this share of CPU time to others, percent. */
    public SampleRun withStolenCpu(double percent) {
        machine = new MachineUse(
                OptionalDouble.of(percent),
                OptionalDouble.of(2 * percent),
                machine.others(),
                machine.idle(),
                machine.throttled());
        return this;
    }

    /** Other processes used one share of the CPU time and left another, percent. */
    public SampleRun withOthers(double percent, double idlePercent) {
        machine = new MachineUse(
                machine.stolen(),
                machine.worstStolen(),
                OptionalDouble.of(percent),
                OptionalDouble.of(idlePercent),
                machine.throttled());
        return this;
    }

    /** The quota was used up in this share of the periods, percent. */
    public SampleRun withThrottling(double percent) {
        machine = new MachineUse(
                machine.stolen(), machine.worstStolen(), machine.others(), machine.idle(), OptionalDouble.of(percent));
        return this;
    }

    /** Leaves what the runner itself stores in a folder; the generator's files are not there. */
    public void store(Path folder) {
        EvidenceStore.write(evidence(), new RunFolder(folder));
    }

    public RunResult result() {
        return Analysis.of(evidence());
    }
}

package io.adpipeline.report;

import static io.adpipeline.report.TextTable.NONE;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.RunResult.BacklogStats;
import io.adpipeline.evidence.ConsumerLag;
import io.adpipeline.evidence.MachineUse;
import io.adpipeline.evidence.PipelineUse;
import io.adpipeline.evidence.Profile;
import io.adpipeline.evidence.RunFacts;
import io.adpipeline.evidence.Warmup;
import io.adpipeline.latency.Statistic;
import io.adpipeline.load.ClockOffset;
import io.adpipeline.load.LoadReport;
import io.adpipeline.load.RealisedLoad;
import io.adpipeline.result.OracleReport;
import io.adpipeline.result.ReceiptError;
import io.adpipeline.slo.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a reader must know beside the latencies, a line each: the load, its lag, the backlog, whether results are right.
 */
final class FactLines {

    private static final long BYTES_OF_MB = 1_000_000;

    private FactLines() {}

    /** The lines for which there is data. */
    static List<String> of(RunResult result) {
        List<String> lines = new ArrayList<>();
        result.load().ifPresent(load -> {
            lines.add(load(load));
            result.realised().ifPresent(realised -> lines.add(realised(result, realised)));
            lines.add("lag       p50 %s, p99 %s, max %s ms behind the schedule"
                    .formatted(lag(load, Statistic.P50), lag(load, Statistic.P99), lag(load, Statistic.MAX)));
        });
        RunFacts facts = result.facts();
        facts.warmup().fallPercent().ifPresent(percent -> lines.add(warmup(facts.warmup(), percent)));
        result.load().stream()
                .flatMap(load -> load.clockOffsets().stream())
                .map(FactLines::clock)
                .forEach(lines::add);
        if (result.backlog().maxEvents().isPresent()) {
            lines.add(backlog(result.backlog()));
        }
        facts.consumerLag().ifPresent(lag -> lines.add("consumer  " + consumerLag(lag)));
        result.oracle().ifPresent(oracle -> lines.add(results(oracle)));
        facts.receiptError().ifPresent(error -> lines.add("receipt   " + receipt(error)));
        result.events().ifPresent(events -> lines.add("pause     " + events.sentence()));
        pipelineUse(result).ifPresent(use -> lines.add("pipeline  " + use));
        facts.profile().ifPresent(profile -> lines.add("profile   " + profile(profile)));
        machine(facts.machineUse()).ifPresent(use -> lines.add("machine   " + use));
        return lines;
    }

    /** A profile in short: the hottest methods, the collector's pauses, the compilers' work. */
    static String profile(Profile profile) {
        String hottest = profile.hottest().stream()
                .map(method -> String.format(Locale.ROOT, "%.0f %% %s", method.percent(), method.name()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "of %,d samples %s; %,d collections paused it for %,.0f ms, its compilers worked for %.1f s",
                profile.samples(),
                hottest.isEmpty() ? "none" : hottest,
                profile.collections(),
                profile.pauseMs(),
                profile.compileMs() / 1e3);
    }

    /** The use of the machine's CPUs, as far as it is known. */
    private static Optional<String> machine(MachineUse use) {
        List<String> known = new ArrayList<>();
        use.stolen()
                .ifPresent(percent -> known.add(String.format(
                        Locale.ROOT,
                        "the host gave %.1f %% of its CPU time to others (%.1f %% in the worst second)",
                        percent,
                        use.worstStolen().orElse(percent))));
        use.others()
                .ifPresent(percent -> known.add(String.format(Locale.ROOT, "other processes used %.1f %%", percent)));
        use.idle().ifPresent(percent -> known.add(String.format(Locale.ROOT, "%.1f %% were idle", percent)));
        use.throttled()
                .ifPresent(percent -> known.add(
                        String.format(Locale.ROOT, "the quota was used up in %.1f %% of its periods", percent)));
        return known.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", known));
    }

    /** What the pipeline's processes used, in short; empty if it is not known. */
    static Optional<String> pipelineUse(RunResult result) {
        long events = result.load().map(load -> load.measured().acknowledged()).orElse(0L);
        return result.facts()
                .pipelineUse()
                .filter(use -> events > 0)
                .map(use -> String.format(
                        Locale.ROOT,
                        "%.1f s of CPU per million events%s%s",
                        use.cpuSecondsPerMillion(events),
                        jvmShare(use),
                        use.peakMemoryBytes().isPresent()
                                ? ", at most %s MB"
                                        .formatted(Figures.count(
                                                use.peakMemoryBytes().getAsLong() / BYTES_OF_MB))
                                : ""));
    }

    /** The shares of compilers and collectors in the CPU time; empty if they are not known, or there is no JVM. */
    private static String jvmShare(PipelineUse use) {
        return use.compilerCpuSeconds() + use.gcCpuSeconds() > 0
                ? String.format(
                        Locale.ROOT,
                        " (%.0f %% compilers, %.0f %% collectors)",
                        100 * use.compilerCpuSeconds() / use.cpuSeconds(),
                        100 * use.gcCpuSeconds() / use.cpuSeconds())
                : "";
    }

    private static String load(LoadReport load) {
        return String.format(
                Locale.ROOT,
                "load      %,d events sent, %,d acknowledged; of the %,d measured %.2f %% delivered, %,.0f events/s",
                load.whole().sent(),
                load.whole().acknowledged(),
                load.measured().intended(),
                load.deliveredPercent(),
                load.achievedEventsPerSecond());
    }

    private static String realised(RunResult result, RealisedLoad load) {
        return String.format(
                Locale.ROOT,
                "seed      %d: of the asked rate warm-up %.1f %%, measured %.1f %%, tail %.1f %%",
                result.scenario().load().seed().orElseThrow(),
                load.warmupPercent(),
                load.measuredPercent(),
                load.tailPercent());
    }

    private static String lag(LoadReport load, Statistic statistic) {
        Double value = load.scheduleLagMs().get(statistic);
        return value == null ? NONE : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String warmup(Warmup warmup, double fallPercent) {
        return String.format(
                Locale.ROOT,
                "warm-up   %.0f s; towards its end latencies %s by %.0f %%%s",
                warmup.lengthMs() / 1e3,
                fallPercent < 0 ? "rose" : "fell",
                Math.abs(fallPercent),
                warmup.stillFalling() ? ": it was not over" : "");
    }

    private static String clock(ClockOffset offset) {
        return String.format(
                Locale.ROOT,
                "clock     broker %d is %.1f to %.1f ms ahead of the load generator",
                offset.broker(),
                offset.lowMs(),
                offset.highMs());
    }

    private static String backlog(BacklogStats backlog) {
        String growth =
                backlog.growthText().map(text -> text + " of the asked rate").orElse("unknown");
        return "backlog   at most %s events, %s on average; growth %s"
                .formatted(
                        Figures.count(backlog.maxEvents().orElseThrow()),
                        Figures.count(backlog.meanEvents().orElseThrow()),
                        growth);
    }

    private static String receipt(ReceiptError error) {
        return String.format(
                Locale.ROOT,
                "results are timed when the suite had read them: p50 %,.0f, p99 %,.0f, max %,.0f ms from the broker's append,"
                        + " by %,d records of its own",
                error.p50Ms(),
                error.p99Ms(),
                error.maxMs(),
                error.samples());
    }

    private static String consumerLag(ConsumerLag lag) {
        return lag.maxEvents().isPresent()
                ? "%s was at most %s events behind, by the offsets that it committed"
                        .formatted(lag.consumer(), Figures.count(lag.maxEvents().getAsLong()))
                : "%s committed no offsets while measuring".formatted(lag.consumer());
    }

    private static String results(OracleReport oracle) {
        String open = oracle.cellsOpen() == 0 ? "" : "; %s not due yet".formatted(Figures.count(oracle.cellsOpen()));
        String repeated =
                oracle.repeated() == 0 ? "" : "; %s rows were repetitions".formatted(Figures.count(oracle.repeated()));
        return "results   %s (window, campaign) cells with %s of %s events: %s%s%s"
                .formatted(
                        Figures.count(oracle.cellsChecked()),
                        Figures.count(oracle.eventsCounted()),
                        Figures.count(oracle.eventsExpected()),
                        oracle.right() && oracle.droppedLate() == 0 ? "all as sent" : "not as sent, see below",
                        open,
                        repeated);
    }
}

package io.adpipeline.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How two variants are compared.
 *
 * @param statistic the figure that decides
 * @param allowPercent b is SLOWER if the whole interval of its difference is above this
 * @param noticePercent b is a PASS if the whole interval is below this; above {@code allowPercent}
 * @param budget the longest time that the comparison may take
 * @param warmup load on each process of a round before its blocks
 * @param settle load before measuring in each block
 * @param block load that is measured in each block
 * @param undecidedPasses whether an undecided comparison passes
 * @param build the command that builds a revision of the project
 * @param classPath class path of the pipeline in that build, relative to the project; empty for the suite's own
 */
public record Comparison(
        GatingStatistic statistic,
        double allowPercent,
        double noticePercent,
        Duration budget,
        Duration warmup,
        Duration settle,
        Duration block,
        boolean undecidedPasses,
        List<String> build,
        List<String> classPath) {

    static final KeyTable KEYS = new KeyTable();

    /** Greatest difference that a limit may name, percent. */
    private static final double MOST_PERCENT = 1_000;

    static final ScenarioKey<GatingStatistic> STATISTIC = KEYS.ofComparison(
            "compare.statistic",
            ValueType.choice(GatingStatistic.values()),
            GatingStatistic.P90,
            Comparison::statistic,
            "What decides a comparison: p50, p90, p99 or mean of perEvent; windowClose (its P90); cpu (for a million events), or what of it compiler or gc use; memory (its peak).");
    static final ScenarioKey<Double> ALLOW = KEYS.ofComparison(
            "compare.allow",
            ValueType.percent(MOST_PERCENT),
            5.0,
            Comparison::allowPercent,
            "Percent; b is SLOWER if its whole interval is above this.");
    static final ScenarioKey<Double> NOTICE = KEYS.ofComparison(
            "compare.notice",
            ValueType.percent(MOST_PERCENT),
            15.0,
            Comparison::noticePercent,
            "Percent, above compare.allow; b is a PASS if its whole interval is below this.");
    static final ScenarioKey<Duration> BUDGET = KEYS.ofComparison(
            "compare.budget",
            ValueType.duration(1),
            Duration.ofMinutes(20),
            Comparison::budget,
            "How long a comparison may take; it must hold four rounds.");
    static final ScenarioKey<Duration> WARMUP = KEYS.ofComparison(
            "compare.warmup",
            ValueType.duration(0),
            Duration.ofSeconds(30),
            Comparison::warmup,
            "Load on each process of a round before its blocks.");
    static final ScenarioKey<Duration> SETTLE = KEYS.ofComparison(
            "compare.settle",
            ValueType.duration(0),
            Duration.ofSeconds(8),
            Comparison::settle,
            "Load before measuring in each block. A command is started anew for each, and gets compare.warmup more.");
    static final ScenarioKey<Duration> BLOCK = KEYS.ofComparison(
            "compare.block",
            ValueType.duration(1),
            Duration.ofSeconds(12),
            Comparison::block,
            "Load that is measured in each block; at least one window.");
    static final ScenarioKey<Boolean> UNDECIDED = KEYS.ofComparison(
            "compare.undecidedPasses",
            ValueType.flag(),
            false,
            Comparison::undecidedPasses,
            "Whether a comparison that cannot tell passes.");
    static final ScenarioKey<List<String>> BUILD = KEYS.ofComparison(
            "compare.build",
            ValueType.words("a program and its arguments, as in [make, jar]"),
            List.of("mvn", "-B", "-ntp", "-q", "-DskipTests", "package"),
            Comparison::build,
            "The command that builds a revision of the project to compare with, run in a clone of it.");
    static final ScenarioKey<List<String>> CLASS_PATH = KEYS.computed(
            "compare.classpath",
            ValueType.words("jars and folders, as in [target/classes, lib/*]"),
            "that of the scenario, in the clone",
            scenario -> Optional.of(scenario.comparison().classPath()).filter(paths -> !paths.isEmpty()),
            "The whole class path of a pipeline of Java in that build.");

    public Comparison {
        build = List.copyOf(build);
        classPath = List.copyOf(classPath);
    }

    static Comparison of(ScenarioReader keys) {
        return new Comparison(
                keys.value(STATISTIC),
                keys.value(ALLOW),
                keys.value(NOTICE),
                keys.value(BUDGET),
                keys.value(WARMUP),
                keys.value(SETTLE),
                keys.value(BLOCK),
                keys.value(UNDECIDED),
                keys.value(BUILD),
                keys.written(CLASS_PATH).orElse(List.of()));
    }
}

package io.adpipeline.scenario;

import java.time.Duration;
import java.util.List;

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

    public Comparison {
        build = List.copyOf(build);
        classPath = List.copyOf(classPath);
    }

    static Comparison of(ScenarioReader keys) {
        return new Comparison(
                keys.value(ScenarioKeys.COMPARE_STATISTIC),
                keys.value(ScenarioKeys.COMPARE_ALLOW),
                keys.value(ScenarioKeys.COMPARE_NOTICE),
                keys.value(ScenarioKeys.COMPARE_BUDGET),
                keys.value(ScenarioKeys.COMPARE_WARMUP),
                keys.value(ScenarioKeys.COMPARE_SETTLE),
                keys.value(ScenarioKeys.COMPARE_BLOCK),
                keys.value(ScenarioKeys.COMPARE_UNDECIDED),
                keys.value(ScenarioKeys.COMPARE_BUILD),
                keys.written(ScenarioKeys.COMPARE_CLASS_PATH).orElse(List.of()));
    }
}

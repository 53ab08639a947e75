package io.adpipeline.report;

import static io.adpipeline.report.TextTable.NONE;

import io.adpipeline.compare.Block;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.Looks;
import io.adpipeline.compare.Ratio;
import io.adpipeline.compare.Round;
import io.adpipeline.compare.Side;
import io.adpipeline.scenario.GatingStatistic;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A comparison as plain text: its rounds, all figures of both sides, and the verdict. */
public final class ComparisonText {

    private ComparisonText() {}

    /** The whole report. */
    public static String of(ComparisonResult result) {
        return "\n%s: rounds in their order; b against a by %s\n%s\n%s\n%s\n%s\n%s\n"
                .formatted(
                        result.plan().name(),
                        result.plan().comparison().statistic().title(),
                        side(result, Side.A),
                        side(result, Side.B),
                        rounds(result),
                        figures(result),
                        result.message());
    }

    private static String side(ComparisonResult result, Side side) {
        return "  %s: %s%s"
                .formatted(
                        side.label(),
                        result.plan().described(side),
                        result.commit(side)
                                .map(commit -> ", of commit " + commit)
                                .orElse(""));
    }

    private static String rounds(ComparisonResult result) {
        GatingStatistic statistic = result.plan().comparison().statistic();
        TextTable table = new TextTable("round", "order", "a", "b", "b against a", "");
        for (Round round : result.rounds()) {
            table.row(List.of(
                    String.valueOf(round.number()),
                    round.order(),
                    figure(statistic, round.value(Side.A, statistic)),
                    figure(statistic, round.value(Side.B, statistic)),
                    change(round.logRatio(statistic)),
                    result.counted().contains(round) ? "" : "does not count"));
        }
        return table.text();
    }

    /** All figures, also those that do not decide. */
    private static String figures(ComparisonResult result) {
        TextTable table = new TextTable("figure", "a", "b", "b against a [interval]", "");
        for (GatingStatistic statistic : GatingStatistic.values()) {
            table.row(List.of(
                    label(statistic),
                    figure(statistic, result.value(Side.A, statistic)),
                    figure(statistic, result.value(Side.B, statistic)),
                    result.ratio(statistic).map(Ratio::text).orElse(NONE),
                    statistic == result.plan().comparison().statistic() ? "decides" : ""));
        }
        return table.text();
    }

    private static String label(GatingStatistic statistic) {
        return switch (statistic) {
            case CPU -> "CPU of a million events";
            case COMPILER -> "of which compilers";
            case GC -> "of which collectors";
            default -> statistic.title();
        };
    }

    static String looks(Looks looks) {
        return looks.first() == 0
                ? "%d".formatted(looks.last())
                : "%d, or %d if it is clear by then".formatted(looks.last(), looks.first());
    }

    /** A block on one line, and below it the faults of its pipeline. */
    static String line(Block block) {
        List<String> lines = new ArrayList<>();
        lines.add("perEvent p90 %s, CPU of a million events %s"
                .formatted(
                        figure(GatingStatistic.P90, block.value(GatingStatistic.P90)),
                        figure(GatingStatistic.CPU, block.value(GatingStatistic.CPU))));
        lines.addAll(block.run().verdict().pipelineFaults());
        return String.join("\n      ", lines);
    }

    /** A round on one line. */
    public static String line(Round round, ComparisonResult soFar) {
        GatingStatistic statistic = soFar.plan().comparison().statistic();
        return "%s: %s %s%s; so far %s"
                .formatted(
                        round.order(),
                        statistic.title(),
                        change(round.logRatio(statistic)),
                        soFar.counted().contains(round) ? "" : ", does not count",
                        soFar.ratio(statistic).map(Ratio::text).orElse(NONE));
    }

    /** One line for each comparison: the verdict, and b against a. */
    static String summary(List<ComparisonResult> results) {
        TextTable table = new TextTable("comparison", "verdict", "b against a [interval]");
        for (ComparisonResult result : results) {
            table.row(List.of(
                    result.plan().name(),
                    result.verdict().toString(),
                    result.ratio(result.plan().comparison().statistic())
                            .map(Ratio::text)
                            .orElse(NONE)));
        }
        return table.text();
    }

    private static String change(OptionalDouble logRatio) {
        return logRatio.isPresent()
                ? String.format(Locale.ROOT, "%+.1f %%", Ratio.percent(Math.exp(logRatio.getAsDouble())))
                : NONE;
    }

    static String figure(GatingStatistic statistic, OptionalDouble value) {
        if (value.isEmpty()) {
            return NONE;
        }
        return switch (statistic) {
            case CPU, COMPILER, GC -> String.format(Locale.ROOT, "%.1f s", value.getAsDouble());
            case MEMORY -> String.format(Locale.ROOT, "%,.0f MB", value.getAsDouble());
            default -> Figures.rounded(Unit.MS, value.getAsDouble());
        };
    }
}

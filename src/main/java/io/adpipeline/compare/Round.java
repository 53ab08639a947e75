package io.adpipeline.compare;

import io.adpipeline.result.Stage;
import io.adpipeline.scenario.GatingStatistic;
import io.adpipeline.slo.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A round: each side starts a new process, and the sides run their blocks in turns.
 *
 * @param number from 1
 * @param blocks in their order; fewer than four if one proved a side wrong
 */
public record Round(int number, List<Block> blocks) {

    /** How much of a core a process may use while the other side is measured, percent; Kafka's clients poll. */
    static final double IDLE_LIMIT_PERCENT = 5;

    public Round {
        blocks = List.copyOf(blocks);
    }

    /** The order of its blocks, as in {@code abba}. */
    public String order() {
        return blocks.stream().map(block -> block.side().label()).collect(Collectors.joining());
    }

    /** Faults of the sides: wrong results, or a pipeline that died; a sentence each. An INVALID block proves none. */
    public List<String> faults() {
        return blocks.stream()
                .flatMap(block -> block.run().verdict().pipelineFaults().stream()
                        .map(fault -> "%s: %s".formatted(block.name(), fault)))
                .toList();
    }

    /** Why the round cannot be trusted and is thrown away, a sentence each; empty if it can. */
    public List<String> doubts(GatingStatistic statistic) {
        List<String> doubts = new ArrayList<>();
        for (Block block : blocks) {
            if (block.run().verdict().outcome() == Outcome.INVALID) {
                block.run().verdict().reasons().forEach(reason -> doubts.add("%s: %s".formatted(block.name(), reason)));
            } else if (block.value(statistic).isEmpty()) {
                doubts.add("%s: %s was not measured".formatted(block.name(), statistic.title()));
            }
            block.idlePercent().stream()
                    .filter(percent -> percent > IDLE_LIMIT_PERCENT)
                    .forEach(percent -> doubts.add(String.format(
                            Locale.ROOT,
                            "%s: the process of %s used %.1f %% of a core meanwhile, allowed %.0f %%",
                            block.name(),
                            block.side().other().label(),
                            percent,
                            IDLE_LIMIT_PERCENT)));
        }
        return doubts;
    }

    /** The figure of a side, the geometric mean of its blocks; empty unless every block has it. */
    public OptionalDouble value(Side side, GatingStatistic statistic) {
        List<Block> ofSide = of(side);
        if (ofSide.isEmpty()
                || ofSide.stream().anyMatch(block -> block.value(statistic).isEmpty())) {
            return OptionalDouble.empty();
        }
        double meanLog = ofSide.stream()
                .flatMapToDouble(block -> block.value(statistic).stream())
                .map(Math::log)
                .average()
                .orElseThrow();
        return OptionalDouble.of(Math.exp(meanLog));
    }

    /** ln(b / a) of a figure; empty unless every block has it. */
    public OptionalDouble logRatio(GatingStatistic statistic) {
        OptionalDouble a = value(Side.A, statistic);
        OptionalDouble b = value(Side.B, statistic);
        return a.isPresent() && b.isPresent()
                ? OptionalDouble.of(Math.log(b.getAsDouble() / a.getAsDouble()))
                : OptionalDouble.empty();
    }

    /** How much longer a stage takes in b than in a, ms; NaN if it is not known. */
    double stageDifferenceMs(Stage stage) {
        return meanStageMs(Side.B, stage) - meanStageMs(Side.A, stage);
    }

    private double meanStageMs(Side side, Stage stage) {
        return of(side).stream()
                .mapToDouble(block -> block.stageMs(stage))
                .average()
                .orElse(Double.NaN);
    }

    private List<Block> of(Side side) {
        return blocks.stream().filter(block -> block.side() == side).toList();
    }
}

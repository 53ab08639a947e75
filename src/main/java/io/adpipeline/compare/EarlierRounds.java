package io.adpipeline.compare;

import io.adpipeline.evidence.RunFolder;
import io.adpipeline.files.JsonLines;
import io.adpipeline.scenario.GatingStatistic;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * The rounds of earlier comparisons on this machine, in a file with a line for each comparison. From how much they
 * differed, a new comparison says at its start which difference it can resolve in its budget. For one thread.
 */
public final class EarlierRounds implements ComparisonListener {

    private static final int LATEST = 20;

    /** With fewer degrees of freedom it is too uncertain how much rounds differ. */
    private static final int LEAST_FREEDOM = ComparisonPlan.LEAST_ROUNDS - 1;

    private final JsonLines<Stored> lines;
    private final Consumer<String> told;

    /**
     * A comparison that is over.
     *
     * @param scenario its name
     * @param statistic the statistic that decided
     * @param blockMs measured load of each block, ms
     * @param logRatios ln(b / a) of each round that counts
     */
    record Stored(String scenario, GatingStatistic statistic, long blockMs, List<Double> logRatios) {

        static Stored of(ComparisonResult result) {
            ComparisonPlan plan = result.plan();
            GatingStatistic statistic = plan.comparison().statistic();
            return new Stored(
                    plan.name(),
                    statistic,
                    plan.comparison().block().toMillis(),
                    result.counted().stream()
                            .flatMapToDouble(round -> round.logRatio(statistic).stream())
                            .boxed()
                            .toList());
        }

        boolean isLike(Stored other) {
            return scenario.equals(other.scenario) && statistic == other.statistic && blockMs == other.blockMs;
        }

        int freedom() {
            return Math.max(0, logRatios.size() - 1);
        }

        double sumOfSquares() {
            double mean =
                    logRatios.stream().mapToDouble(ratio -> ratio).average().orElse(0);
            return logRatios.stream()
                    .mapToDouble(ratio -> (ratio - mean) * (ratio - mean))
                    .sum();
        }
    }

    /**
     * The rounds in a folder, which need not exist yet.
     *
     * @param told gets the line when a comparison starts
     */
    public EarlierRounds(Path folder, Consumer<String> told) {
        this.lines = new JsonLines<>(folder.resolve("rounds.jsonl"), Stored.class);
        this.told = told;
    }

    @Override
    public void comparisonStarted(ComparisonResult empty) {
        OptionalDouble percent = resolvedPercent(empty);
        told.accept(
                percent.isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "   resolves  %.1f %% or more in %d rounds, judging by earlier rounds on this machine",
                                percent.getAsDouble(),
                                empty.looks().last())
                        : "   resolves  unknown: too few earlier rounds of this scenario, statistic and block length here");
    }

    /** The smallest difference that all planned rounds can tell from none, percent; empty if too little is known. */
    OptionalDouble resolvedPercent(ComparisonResult empty) {
        List<Stored> like = stored(Stored.of(empty));
        int freedom = like.stream().mapToInt(Stored::freedom).sum();
        if (freedom < LEAST_FREEDOM) {
            return OptionalDouble.empty();
        }
        double variance = like.stream().mapToDouble(Stored::sumOfSquares).sum() / freedom;
        int rounds = empty.looks().last();
        return OptionalDouble.of(
                Ratio.resolvedPercent(Math.sqrt(variance), rounds, empty.looks().confidence(rounds, true)));
    }

    private List<Stored> stored(Stored wanted) {
        List<Stored> like = lines.read().stream().filter(wanted::isLike).toList();
        return like.subList(Math.max(0, like.size() - LATEST), like.size());
    }

    @Override
    public void comparisonFinished(ComparisonResult result, RunFolder folder) {
        lines.add(Stored.of(result));
    }
}

package io.adpipeline.compare;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.evidence.SeedChoice;
import io.adpipeline.process.ProcessUse;
import io.adpipeline.run.RunOptions;
import io.adpipeline.run.RunSeries;
import io.adpipeline.run.RunSeries.PipelineSeries;
import io.adpipeline.scenario.Scenario;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Compares two variants of a scenario on one Kafka. Each round has a new process for each side. Both blocks of a pair
 * get the same events at the same times. One comparison at a time; used by one thread.
 */
public final class ComparisonRunner {

    private final RunOptions options;

    public ComparisonRunner(RunOptions options) {
        this.options = options;
    }

    /**
     * Compares, and stores the evidence of every block.
     *
     * @throws io.adpipeline.broker.BrokerException if Kafka cannot be had
     * @throws io.adpipeline.evidence.RunException if a pipeline or a load cannot even start, or Kafka is lost meanwhile
     * @throws IllegalArgumentException if the budget is too short, or there is no such pipeline
     */
    public ComparisonResult run(ComparisonPlan plan, ComparisonListener listener) throws InterruptedException {
        Looks looks = Looks.of(plan.rounds());
        long startNs = System.nanoTime();
        try (RunSeries series =
                new RunSeries(plan.folder(), List.copyOf(plan.scenarios().values()), options)) {
            ComparisonResult result = new ComparisonResult(plan, series.kafka(), looks, List.of(), false);
            listener.comparisonStarted(result);
            long longestNs = plan.roundLength().toNanos();
            while (!result.decided() && hasTime(plan, result.rounds().size(), startNs, longestNs)) {
                long roundNs = System.nanoTime();
                Round round =
                        new Rounds(plan, series, listener).run(result.rounds().size() + 1);
                longestNs = Math.max(longestNs, System.nanoTime() - roundNs);
                result = result.with(round);
                listener.roundFinished(round, result, series.folder());
            }
            ComparisonResult last = result.end();
            listener.comparisonFinished(last, series.folder());
            return last;
        }
    }

    /**
     * Whether another round ends within the budget. The first four always run: fewer would prove nothing, and the
     * budget was only an estimate.
     */
    private static boolean hasTime(ComparisonPlan plan, int rounds, long startNs, long roundNs) {
        return rounds < ComparisonPlan.LEAST_ROUNDS
                || System.nanoTime() - startNs + roundNs
                        <= plan.comparison().budget().toNanos();
    }

    /** Runs a round. */
    private static final class Rounds {

        private final ComparisonPlan plan;
        private final RunSeries series;
        private final ComparisonListener listener;

        Rounds(ComparisonPlan plan, RunSeries series, ComparisonListener listener) {
            this.plan = plan;
            this.series = series;
            this.listener = listener;
        }

        Round run(int number) throws InterruptedException {
            try (PipelineSeries a = open(number, Side.A);
                    PipelineSeries b = open(number, Side.B)) {
                Map<Side, PipelineSeries> pipelines = new EnumMap<>(Map.of(Side.A, a, Side.B, b));
                a.awaitStarted();
                b.awaitStarted();
                for (Side side : plan.order(number).subList(0, 2)) {
                    if (plan.warmsUp(side)) {
                        goesOn(pipelines.get(side).run(plan.warmup(side, name(number, side, "")), listener));
                        listener.warmedUp(side, number);
                    }
                }
                return new Round(number, blocks(number, pipelines));
            }
        }

        /** The blocks of a round; stops after a block whose pipeline is wrong. */
        private List<Block> blocks(int number, Map<Side, PipelineSeries> pipelines) throws InterruptedException {
            List<Block> blocks = new ArrayList<>();
            for (Side side : plan.order(number)) {
                int pair = 1 + blocks.size() / 2;
                Scenario scenario = plan.block(side, name(number, side, String.valueOf(pair)));
                long firstSeed = 1 + (2L * number + pair) * SeedChoice.CANDIDATES;
                Block block = block(
                        side,
                        SeedChoice.from(scenario, firstSeed).scenario(),
                        pipelines.get(side),
                        pipelines.get(side.other()));
                listener.blockFinished(block);
                blocks.add(block);
                if (!block.run().verdict().pipelineFaults().isEmpty()) {
                    break;
                }
            }
            return blocks;
        }

        private Block block(Side side, Scenario scenario, PipelineSeries pipeline, PipelineSeries idle)
                throws InterruptedException {
            long startNs = System.nanoTime();
            OptionalDouble before = cpuSeconds(idle);
            RunResult run = goesOn(pipeline.run(scenario, listener));
            OptionalDouble after = cpuSeconds(idle);
            double seconds = (System.nanoTime() - startNs) / 1e9;
            return new Block(
                    side,
                    run,
                    before.isPresent() && after.isPresent()
                            ? OptionalDouble.of(100 * (after.getAsDouble() - before.getAsDouble()) / seconds)
                            : OptionalDouble.empty());
        }

        private static OptionalDouble cpuSeconds(PipelineSeries idle) {
            if (idle.pid().isEmpty()) {
                return OptionalDouble.empty();
            }
            ProcessUse use = new ProcessUse(idle.pid().getAsLong());
            use.sample();
            return OptionalDouble.of(use.cpuSeconds());
        }

        private static RunResult goesOn(RunResult run) {
            RunSeries.requireGoesOn(run);
            return run;
        }

        private PipelineSeries open(int number, Side side) {
            RunFolder logs = series.folder().trial(name(number, side, ""));
            return series.open(plan.scenarios().get(side), logs);
        }

        private static String name(int number, Side side, String pair) {
            return String.format(Locale.ROOT, "r%02d-%s%s", number, side.label(), pair);
        }
    }
}

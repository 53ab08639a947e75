package io.adpipeline.report;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.ScenarioListener;
import io.adpipeline.capacity.Trial;
import io.adpipeline.capacity.Trial.Purpose;
import io.adpipeline.compare.Block;
import io.adpipeline.compare.ComparisonListener;
import io.adpipeline.compare.ComparisonPlan;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.Round;
import io.adpipeline.compare.Side;
import io.adpipeline.evidence.Phase;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.run.RunProgress;
import io.adpipeline.scenario.Capacity;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Unit;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/**
 * Prints the progress of a run: a heading, a line every few seconds, the tables and the verdict. In a search for
 * capacity and in a comparison each run takes a few lines, and the answer comes last.
 */
public final class ConsoleProgress implements ScenarioListener, ComparisonListener {

    private final Console console;
    private final Function<RunResult, String> account;
    private boolean inSeries;

    public ConsoleProgress(Console console) {
        this(console, ResultText::of);
    }

    /** @param account makes the text to print when a run is over */
    public ConsoleProgress(Console console, Function<RunResult, String> account) {
        this.console = console;
        this.account = account;
    }

    @Override
    public void started(Scenario scenario, String kafka, String load) {
        if (inSeries) {
            console.print("[%s] %s".formatted(scenario.name(), load));
            return;
        }
        console.print(String.format(
                Locale.ROOT,
                """

                == %s
                   Kafka     %s
                   pipeline  %s, %s mode, trigger %s, watermark %s
                   load      %s, %d x %,.0f events/s, windows of %s; warm-up %s%s, measure %s, tail %s
                   %s""",
                scenario.name(),
                kafka,
                scenario.pipeline().name(),
                scenario.pipeline().outputMode().name().toLowerCase(Locale.ROOT),
                trigger(scenario.pipeline().trigger()),
                Figures.exact(scenario.pipeline().watermark()),
                scenario.traffic().model(),
                scenario.load().producers(),
                scenario.load().eventsPerProducer(),
                Figures.exact(scenario.pipeline().window()),
                scenario.phases().warmupEndsItself() ? "at most " : "",
                Figures.exact(scenario.phases().warmup()),
                Figures.exact(scenario.phases().duration()),
                Figures.exact(scenario.phases().tail()),
                load));
    }

    @Override
    public void phase(Scenario scenario, Phase phase) {
        if (!inSeries) {
            console.print("[%s] %s".formatted(scenario.name(), phase.title()));
        }
    }

    @Override
    public void progress(Scenario scenario, RunProgress progress) {
        console.print(String.format(
                Locale.ROOT,
                "[%s] %-8s %3d/%d s  sent %,d (%,.0f/s)  lag p99 %.1f ms  backlog %s  windows %d/%d  endToEnd p90 %s",
                scenario.name(),
                progress.phase().title(),
                progress.elapsedSeconds(),
                progress.totalSeconds(),
                progress.sent(),
                progress.eventsPerSecond(),
                progress.lagP99Ms(),
                progress.backlog().isPresent()
                        ? Figures.count(progress.backlog().getAsLong())
                        : "unknown",
                progress.windowsDone(),
                progress.windowsTotal(),
                progress.endToEndP90Ms().isPresent()
                        ? Figures.rounded(Unit.MS, progress.endToEndP90Ms().getAsDouble())
                        : "-"));
    }

    @Override
    public void finished(RunResult result, RunFolder folder) {
        if (!inSeries) {
            console.print(account.apply(result));
        }
    }

    @Override
    public void searchStarted(Scenario search, String kafka) {
        inSeries = true;
        Capacity capacity = search.capacity().orElseThrow();
        console.print("""

                == %s: search for capacity
                   Kafka     %s
                   load      %s, %s to %s events/s over %d producers, windows of %s
                   trials    %s to settle, %s measured; %s to confirm the answer""".formatted(
                        search.name(),
                        kafka,
                        search.traffic().model(),
                        Figures.count(capacity.from()),
                        Figures.count(capacity.to()),
                        search.load().producers(),
                        Figures.exact(search.pipeline().window()),
                        Figures.exact(capacity.settle()),
                        Figures.exact(capacity.trial()),
                        Figures.exact(capacity.confirm())));
    }

    @Override
    public void trialStarted(Scenario trial, Purpose purpose) {
        console.print("[%s] %s at %s events/s for %s"
                .formatted(
                        trial.name(),
                        purpose.title(),
                        Figures.count(trial.load().eventsPerSecond()),
                        Figures.exact(trial.phases().duration())));
    }

    @Override
    public void trialFinished(Trial trial) {
        String counted = trial.purpose() == Purpose.WARM_UP ? "not counted: " : "";
        console.print("[%s] %s%s".formatted(trial.name(), counted, CapacityText.line(trial)));
    }

    @Override
    public void searchFinished(CapacityResult result, RunFolder folder) {
        inSeries = false;
        console.print(CapacityText.of(result));
    }

    @Override
    public void comparisonStarted(ComparisonResult empty) {
        inSeries = true;
        ComparisonPlan plan = empty.plan();
        Scenario b = plan.scenarios().get(Side.B);
        console.print("""

                == %s: comparison
                   Kafka     %s
                   a         %s
                   b         %s
                   load      %s, %s events/s over %d producers, windows of %s
                   rounds    %s, budget %s; in each, new processes and blocks of %s after %s to settle""".formatted(
                        plan.name(),
                        empty.kafka(),
                        plan.described(Side.A),
                        plan.described(Side.B),
                        b.traffic().model(),
                        Figures.count(b.load().eventsPerSecond()),
                        b.load().producers(),
                        Figures.exact(b.pipeline().window()),
                        ComparisonText.looks(empty.looks()),
                        Figures.exact(plan.comparison().budget()),
                        Figures.exact(plan.comparison().block()),
                        Figures.exact(plan.comparison().settle())));
    }

    @Override
    public void warmedUp(Side side, int round) {
        console.print("[round %d] %s is warm".formatted(round, side.label()));
    }

    @Override
    public void blockFinished(Block block) {
        console.print("[%s] %s".formatted(block.name(), ComparisonText.line(block)));
    }

    @Override
    public void roundFinished(Round round, ComparisonResult soFar, RunFolder folder) {
        console.print("[round %d] %s".formatted(round.number(), ComparisonText.line(round, soFar)));
        round.doubts(soFar.plan().comparison().statistic()).forEach(doubt -> console.print("      " + doubt));
    }

    @Override
    public void comparisonFinished(ComparisonResult result, RunFolder folder) {
        inSeries = false;
        console.print(ComparisonText.of(result));
    }

    private static String trigger(Duration trigger) {
        return trigger.isZero() ? "as fast as possible" : "every " + Figures.exact(trigger);
    }
}

package io.adpipeline.report;

import io.adpipeline.run.Phase;
import io.adpipeline.run.RunListener;
import io.adpipeline.run.RunProgress;
import io.adpipeline.run.RunResult;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Unit;
import java.time.Duration;
import java.util.Locale;

/** Tells the console how a run goes: a head, a line every few seconds, the tables and the verdict. */
public final class ConsoleProgress implements RunListener {

    private final Console console;

    public ConsoleProgress(Console console) {
        this.console = console;
    }

    @Override
    public void started(Scenario scenario, String kafka) {
        console.print(String.format(
                Locale.ROOT,
                """

                == %s
                   Kafka     %s
                   pipeline  %s, %s mode, trigger %s, watermark %s
                   load      %s, %d x %,.0f events/s, windows of %s; warm-up %s, measure %s, tail %s""",
                scenario.name(),
                kafka,
                scenario.pipeline().name(),
                scenario.pipeline().outputMode().name().toLowerCase(Locale.ROOT),
                trigger(scenario.pipeline().trigger()),
                seconds(scenario.pipeline().watermark()),
                scenario.traffic().model(),
                scenario.load().producers(),
                scenario.load().eventsPerProducer(),
                seconds(scenario.pipeline().window()),
                seconds(scenario.phases().warmup()),
                seconds(scenario.phases().duration()),
                seconds(scenario.phases().tail())));
    }

    @Override
    public void phase(Scenario scenario, Phase phase) {
        console.print("[%s] %s".formatted(scenario.name(), phase.title()));
    }

    @Override
    public void progress(Scenario scenario, RunProgress progress) {
        console.print(String.format(
                Locale.ROOT,
                "[%s] %-8s %3d/%d s  sent %,d (%,.0f/s)  lag p99 %.1f ms  backlog %,d  windows %d/%d  p90 %s",
                scenario.name(),
                progress.phase().title(),
                progress.elapsedSeconds(),
                progress.totalSeconds(),
                progress.sent(),
                progress.eventsPerSecond(),
                progress.lagP99Ms(),
                progress.backlog(),
                progress.windowsDone(),
                progress.windowsTotal(),
                progress.endToEndP90Ms().isPresent()
                        ? Figures.rounded(Unit.MS, progress.endToEndP90Ms().getAsDouble())
                        : "-"));
    }

    @Override
    public void finished(RunResult result) {
        console.print(ResultText.of(result));
    }

    private static String trigger(Duration trigger) {
        return trigger.isZero() ? "as fast as possible" : "every " + seconds(trigger);
    }

    static String seconds(Duration duration) {
        return Figures.exact(Unit.MS, duration.toMillis());
    }
}

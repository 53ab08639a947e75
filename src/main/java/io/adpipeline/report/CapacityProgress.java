package io.adpipeline.report;

import io.adpipeline.capacity.CapacityListener;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.Purpose;
import io.adpipeline.capacity.Trial;
import io.adpipeline.run.RunProgress;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.Scenario.Capacity;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Unit;
import java.nio.file.Path;
import java.time.Duration;

/** Tells the console how a search for capacity goes: a head, each trial and what came out of it, the answer. */
public final class CapacityProgress implements CapacityListener {

    private final Console console;
    private final ConsoleProgress runs;

    public CapacityProgress(Console console) {
        this.console = console;
        this.runs = new ConsoleProgress(console);
    }

    @Override
    public void begins(Scenario search, String kafka) {
        Capacity capacity = search.capacity().orElseThrow();
        console.print("""

                == %s: search for capacity
                   Kafka     %s
                   load      %s, %s to %s events/s over %d producers, windows of %s
                   trials    %s to settle, %s measured; %s to confirm the answer""".formatted(
                        search.name(),
                        kafka,
                        search.traffic().model(),
                        Figures.count(Math.round(capacity.from())),
                        Figures.count(Math.round(capacity.to())),
                        search.load().producers(),
                        seconds(search.pipeline().window()),
                        seconds(capacity.settle()),
                        seconds(capacity.trial()),
                        seconds(capacity.confirm())));
    }

    @Override
    public void tries(Scenario trial, Purpose purpose) {
        console.print("[%s] %s at %s events/s"
                .formatted(
                        trial.name(),
                        purpose.title(),
                        Figures.count(Math.round(trial.load().eventsPerSecond()))));
    }

    @Override
    public void progress(Scenario trial, RunProgress progress) {
        runs.progress(trial, progress);
    }

    @Override
    public void tried(Trial trial, Path folder) {
        String counted = trial.purpose() == Purpose.WARM_UP ? "not counted: " : "";
        console.print("[%s] %s%s".formatted(trial.name(), counted, CapacityText.line(trial)));
    }

    @Override
    public void answered(CapacityResult result) {
        console.print(CapacityText.of(result));
    }

    private static String seconds(Duration duration) {
        return Figures.exact(Unit.MS, duration.toMillis());
    }
}

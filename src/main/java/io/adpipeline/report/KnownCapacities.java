package io.adpipeline.report;

import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.CapacityResult.CapacityAnswer;
import io.adpipeline.capacity.ScenarioListener;
import io.adpipeline.compare.ComparisonListener;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.Side;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.files.JsonLines;
import io.adpipeline.pipeline.PipelineCommand;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Figures;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The capacities that searches on this machine have found, one per line of a file. When a comparison starts, it uses
 * them to say how near its load is to the capacity of side a. Not thread-safe.
 */
public final class KnownCapacities implements ScenarioListener, ComparisonListener {

    /** Above this share of the capacity, percent, queueing enlarges the difference between two pipelines' latencies. */
    private static final double HIGHEST_PERCENT = 70;

    private final JsonLines<Found> lines;
    private final Consumer<String> told;

    /**
     * A search that found a rate.
     *
     * @param pipeline what is compared to tell whether pipeline and traffic are the same
     * @param eventsPerSecond the rate that was sustained
     */
    record Found(String pipeline, double eventsPerSecond) {}

    /**
     * The capacities stored in a folder, which need not exist.
     *
     * @param told gets the line when a comparison starts
     */
    public KnownCapacities(Path folder, Consumer<String> told) {
        this.lines = new JsonLines<>(folder.resolve("capacities.jsonl"), Found.class);
        this.told = told;
    }

    private static String pipeline(Scenario scenario) {
        Scenario.Pipeline pipeline = scenario.pipeline();
        return List.of(
                        Path.of("").toAbsolutePath(), // other projects have commands of the same words
                        pipeline.name(),
                        pipeline.command().map(PipelineCommand::words).orElse(List.of()),
                        pipeline.settings(),
                        pipeline.outputMode(),
                        pipeline.trigger(),
                        pipeline.window(),
                        scenario.topics().partitions(),
                        scenario.traffic().model(),
                        scenario.traffic().parameters())
                .toString();
    }

    @Override
    public void searchFinished(CapacityResult result, RunFolder folder) {
        if (result.answer().kind() == CapacityAnswer.Kind.FOUND) { // others are "or more"
            double rate = result.answer().eventsPerSecond().orElseThrow();
            lines.add(new Found(pipeline(result.scenario()), rate));
        }
    }

    @Override
    public void comparisonStarted(ComparisonResult empty) {
        Scenario a = empty.plan().scenarios().get(Side.A);
        Optional<Found> last = lines.read().stream()
                .filter(found -> found.pipeline().equals(pipeline(a)))
                .reduce((earlier, later) -> later);
        told.accept(last.map(found -> line(a.load().eventsPerSecond(), found))
                .orElse("   capacity  unknown: no search of this pipeline and traffic has found one on this machine"));
    }

    private static String line(double eventsPerSecond, Found found) {
        double percent = 100 * eventsPerSecond / found.eventsPerSecond();
        return "   capacity  the load is %.0f %% of the rate that a sustained here, %s events/s%s"
                .formatted(
                        percent,
                        Figures.count(found.eventsPerSecond()),
                        percent > HIGHEST_PERCENT
                                ? "\n   WARNING: above %.0f %% queues exaggerate the difference between pipelines; lower eventsPerProducer"
                                        .formatted(HIGHEST_PERCENT)
                                : "");
    }
}

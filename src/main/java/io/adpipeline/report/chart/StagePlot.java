package io.adpipeline.report.chart;

import io.adpipeline.analysis.MeasuredRows;
import io.adpipeline.analysis.RunResult.StageStats;
import io.adpipeline.analysis.StageAnalysis;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.result.Stage;
import io.adpipeline.result.StageTimes;
import io.adpipeline.slo.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the time of each window's rows went: the means of the stages, stacked. */
final class StagePlot {

    static final String NAME = "stages";
    /** With more windows than this there are no gaps between them, since the gaps would hide the windows. */
    private static final int SEPARATE = 60;
    /** Part of a window's width that is left free on either side. */
    private static final double MARGIN = 0.08;

    private StagePlot() {}

    /** The plot; none if the pipeline does not trace every row. */
    static Optional<Plot> of(RunData run) {
        if (run.result().stages().isEmpty()) {
            return Optional.empty();
        }
        Map<Stage, List<Step>> steps = steps(run);
        List<Series> series = new ArrayList<>();
        steps.forEach(
                (stage, ofWindows) -> series.add(Series.area(stage.key(), Tone.valueOf(stage.name()), ofWindows)));
        double largest = steps.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Step::high)
                .max()
                .orElseThrow();
        return Optional.of(new Plot(
                NAME,
                "%s: where the time from intended event to result went, mean of each window".formatted(run.name()),
                run.windowTime(),
                Scale.around("%s latency, ms".formatted(Metric.EVENT_TIME.key()), 0, largest),
                series));
    }

    private static Map<Stage, List<Step>> steps(RunData run) {
        Map<Long, BatchProgress> batches =
                StageTimes.byId(run.result().evidence().batches());
        Map<Long, MeasuredRows> windows =
                MeasuredRows.of(run.result().evidence()).byWindow();
        double widthS = run.result().scenario().pipeline().window().toMillis() / 1e3;
        double marginS = windows.size() > SEPARATE ? 0 : MARGIN * widthS;
        Map<Stage, List<Step>> steps = new EnumMap<>(Stage.class);
        windows.forEach((startMs, rows) -> {
            double from = run.second(startMs);
            double height = 0;
            for (StageStats stage : StageAnalysis.of(rows.all(), batches).statistics()) {
                steps.computeIfAbsent(stage.stage(), key -> new ArrayList<>())
                        .add(new Step(from + marginS, from + widthS - marginS, height, height + stage.meanMs()));
                height += stage.meanMs();
            }
        });
        return steps;
    }
}

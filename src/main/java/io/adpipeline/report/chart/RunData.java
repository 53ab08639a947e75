package io.adpipeline.report.chart;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.RunResult.WindowStats;
import io.adpipeline.load.FinishedLoad;
import io.adpipeline.load.LoadSecond;
import java.util.List;

/**
 * The data of a run that plots show.
 *
 * @param result the judged run
 */
record RunData(RunResult result) {

    /** The load, second by second; empty if the generator never finished. */
    List<LoadSecond> seconds() {
        return result.evidence().finished().map(FinishedLoad::seconds).orElse(List.of());
    }

    String name() {
        return result.scenario().name();
    }

    /** Seconds from the start of the load to an instant. */
    double second(double epochMs) {
        return (epochMs - result.facts().loadStartMs()) / 1e3;
    }

    /** The time axis over all measured windows; there must be one. */
    Scale windowTime() {
        List<WindowStats> windows = result.windows();
        return Scale.numbers(
                "time since the load's start, s; windows of %s s"
                        .formatted(Scale.plain(
                                result.scenario().pipeline().window().toMillis() / 1e3)),
                second(windows.get(0).startMs()),
                second(windows.get(windows.size() - 1).endMs()));
    }
}

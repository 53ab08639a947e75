package io.adpipeline.report.chart;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.load.LoadSecond;
import java.util.List;
import java.util.stream.LongStream;

/** Runs made by hand, as the plots take them. */
final class Runs {

    private Runs() {}

    /** With 100 events asked and 90 sent in each of 14 s. */
    static RunData of(SampleRun run) {
        return of(run, 14);
    }

    static RunData of(SampleRun run, int seconds) {
        List<LoadSecond> load = LongStream.range(0, seconds)
                .mapToObj(second -> new LoadSecond(second, 100, 90))
                .toList();
        return new RunData(run.loadSeconds(load).result());
    }

    static Series series(Plot plot, String labelBegin) {
        return plot.series().stream()
                .filter(series -> series.label().startsWith(labelBegin))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no series '" + labelBegin + "' in " + plot));
    }

    static List<String> labels(Plot plot) {
        return plot.series().stream()
                .map(Series::label)
                .filter(label -> !label.isEmpty())
                .toList();
    }
}

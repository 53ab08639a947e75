package io.adpipeline.report.chart;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.files.Folders;
import io.adpipeline.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The charts of a run, a search for capacity, or a comparison, as SVG files in its folder {@code charts}. */
public final class ChartFiles {

    private static final String FOLDER = "charts";
    private static final Logger LOG = LoggerFactory.getLogger(ChartFiles.class);

    static {
        // charts are only written to files, so a display that cannot be reached must not matter
        System.getProperties().putIfAbsent("java.awt.headless", "true");
    }

    private ChartFiles() {}

    /** Draws the charts of a run for which there is data. */
    public static void write(RunResult result, Path folder) {
        write(result.scenario().name(), () -> RunPlots.of(new RunData(result)), folder);
    }

    /** Draws the latency over the rate of a search, if there is data. */
    public static void write(CapacityResult result, Path folder) {
        write(result.scenario().name(), () -> CapacityPlot.of(result).stream().toList(), folder);
    }

    /** Draws the charts of a comparison for which there are rounds. */
    public static void write(ComparisonResult result, Path folder) {
        write(result.plan().name(), () -> ComparisonPlots.of(result), folder);
    }

    /** Draws and writes plots; a failure only logs a warning, so that no measurement is lost for a chart. */
    private static void write(String name, Supplier<List<Plot>> plots, Path folder) {
        try {
            for (Plot plot : plots.get()) {
                Folders.create(folder.resolve(FOLDER));
                WholeFile.write(file(folder, plot.name()), new Drawing(plot).svg());
            }
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // a Java without fonts or graphics fails with errors, not with exceptions
            LOG.warn("the charts of {} cannot be drawn", name, e);
        }
    }

    /** The existing chart files of a run, those of broken thresholds first. */
    public static List<Path> of(RunResult result, Path folder) {
        return files(RunPlots.names(result), folder);
    }

    /** The chart file of a search, if it exists. */
    public static List<Path> ofSearch(Path folder) {
        return files(List.of(CapacityPlot.NAME), folder);
    }

    /** The existing chart files of a comparison, the most important first. */
    public static List<Path> ofComparison(Path folder) {
        return files(ComparisonPlots.NAMES, folder);
    }

    private static List<Path> files(List<String> names, Path folder) {
        return names.stream()
                .map(name -> file(folder, name))
                .filter(Files::isRegularFile)
                .toList();
    }

    private static Path file(Path folder, String name) {
        return folder.resolve(FOLDER).resolve(name + ".svg");
    }
}

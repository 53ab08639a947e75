package io.adpipeline.report.chart;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The charts of a run, of a search for capacity, or of a comparison, as SVG files in the folder {@code charts} of it. */
public final class ChartFiles {

    private static final String FOLDER = "charts";
    private static final Logger LOG = LoggerFactory.getLogger(ChartFiles.class);

    static {
        // nothing is shown on a screen, and a display that cannot be reached must not matter
        System.getProperties().putIfAbsent("java.awt.headless", "true");
    }

    private ChartFiles() {}

    /** Draws of a run whatever there is data for. */
    public static void write(RunResult result, Path folder) {
        write(result.scenario().name(), () -> RunPlots.of(new RunData(result)), folder);
    }

    /** Draws latency over rate of a search, if there is data. */
    public static void write(CapacityResult result, Path folder) {
        write(result.scenario().name(), () -> CapacityPlot.of(result).stream().toList(), folder);
    }

    /** Draws of a comparison what there are rounds for. */
    public static void write(ComparisonResult result, Path folder) {
        write(result.plan().name(), () -> ComparisonPlots.of(result), folder);
    }

    /** A chart that cannot be drawn costs nothing but a warning: no measurement is lost for a picture. */
    private static void write(String name, Supplier<List<Plot>> plots, Path folder) {
        try {
            for (Plot plot : plots.get()) {
                Files.createDirectories(folder.resolve(FOLDER));
                WholeFile.write(file(folder, plot.name()), new Drawing(plot).svg());
            }
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // a Java without fonts or graphics fails with errors, not with exceptions
            LOG.warn("the charts of {} cannot be drawn", name, e);
        }
    }

    /** The files that a run left, the one that matters most first: that of a broken threshold. */
    public static List<Path> of(RunResult result, Path folder) {
        return files(RunPlots.names(result), folder);
    }

    /** The file that a search left, if it did. */
    public static List<Path> ofSearch(Path folder) {
        return files(List.of(CapacityPlot.NAME), folder);
    }

    /** The files that a comparison left, the one that matters most first. */
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

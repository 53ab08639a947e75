package io.adpipeline.report.chart;

import io.adpipeline.capacity.CapacityResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chart of one search for capacity or of several, latency over rate, as SVG and PNG in {@link ChartFiles#FOLDER}. */
public final class CapacityChart {

    private static final Logger LOG = LoggerFactory.getLogger(CapacityChart.class);

    private CapacityChart() {}

    /**
     * Draws it, if there is data. If it cannot be drawn it is missed and costs nothing but a warning.
     *
     * @param folder the search's
     */
    public static void write(CapacityResult result, Path folder) {
        write(CapacityPlot.of(result), folder);
    }

    /**
     * Draws all searches of a suite in one, if there are at least two with data; as forgiving as for one.
     *
     * @param folder the suite's
     */
    public static void write(List<CapacityResult> searches, Path folder) {
        write(CapacityComparisonPlot.of(searches), folder);
    }

    private static void write(Optional<Plot> plot, Path folder) {
        if (plot.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder.resolve(ChartFiles.FOLDER));
            Drawing drawing = new Drawing(plot.get());
            Files.writeString(file(folder, ".svg"), drawing.svg());
            Files.write(file(folder, ".png"), drawing.png());
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // a Java without fonts or graphics fails with errors, not with exceptions
            LOG.warn("'{}' cannot be drawn", plot.get().title(), e);
        }
    }

    /** Takes away what an earlier one left. */
    public static void clear(Path folder) throws IOException {
        Files.deleteIfExists(file(folder, ".svg"));
        Files.deleteIfExists(file(folder, ".png"));
    }

    /** The SVG file that a search left, if it did. */
    public static Optional<Path> of(Path folder) {
        return Optional.of(file(folder, ".svg")).filter(Files::isRegularFile);
    }

    private static Path file(Path folder, String ending) {
        return folder.resolve(ChartFiles.FOLDER).resolve(CapacityPlot.NAME + ending);
    }
}

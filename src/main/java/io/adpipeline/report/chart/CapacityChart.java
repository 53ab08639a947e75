package io.adpipeline.report.chart;

import io.adpipeline.capacity.CapacityResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chart of a search for capacity, latency over rate, as SVG in {@link ChartFiles#FOLDER}. */
public final class CapacityChart {

    private static final Logger LOG = LoggerFactory.getLogger(CapacityChart.class);

    private CapacityChart() {}

    /**
     * Draws it, if there is data. If it cannot be drawn it is missed and costs nothing but a warning.
     *
     * @param folder the search's
     */
    public static void write(CapacityResult result, Path folder) {
        Optional<Plot> plot = CapacityPlot.of(result);
        if (plot.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder.resolve(ChartFiles.FOLDER));
            Files.writeString(file(folder), new Drawing(plot.get()).svg());
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // a Java without fonts or graphics fails with errors, not with exceptions
            LOG.warn("'{}' cannot be drawn", plot.get().title(), e);
        }
    }

    /** The SVG file that a search left, if it did. */
    public static Optional<Path> of(Path folder) {
        return Optional.of(file(folder)).filter(Files::isRegularFile);
    }

    private static Path file(Path folder) {
        return folder.resolve(ChartFiles.FOLDER).resolve(CapacityPlot.NAME + ".svg");
    }
}

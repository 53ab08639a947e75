package io.adpipeline.report.chart;

import io.adpipeline.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The charts of a run as SVG files in the folder {@code charts} beside its evidence.
 */
public final class ChartFiles {

    /** The folder, in that of the run. */
    public static final String FOLDER = "charts";

    private static final Logger LOG = LoggerFactory.getLogger(ChartFiles.class);

    static {
        // nothing is shown on a screen, and a display that cannot be reached must not matter
        System.getProperties().putIfAbsent("java.awt.headless", "true");
    }

    private ChartFiles() {}

    /**
     * Draws whatever there is data for. A chart that cannot be drawn is missed
     * and costs nothing but a warning: no measurement is lost for a picture.
     *
     * @param folder the run's
     */
    public static void write(RunResult result, Path folder) {
        try {
            for (Plot plot : RunPlots.of(new RunData(result))) {
                Path charts = Files.createDirectories(folder.resolve(FOLDER));
                Files.writeString(charts.resolve(plot.name() + ".svg"), new Drawing(plot).svg());
            }
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // a Java without fonts or graphics fails with errors, not with exceptions
            LOG.warn("the charts of {} cannot be drawn", result.scenario().name(), e);
        }
    }

    /** The SVG files that a run left, the one that matters most first: that of a broken threshold. */
    public static List<Path> of(RunResult result, Path folder) {
        return RunPlots.names(result).stream()
                .map(name -> folder.resolve(FOLDER).resolve(name + ".svg"))
                .filter(Files::isRegularFile)
                .toList();
    }
}

package io.adpipeline.report;

import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * All scenarios of a suite as files: {@code summary.md} for people, {@code results.json} for machines.
 */
public final class SuiteFiles {

    private static final String SUMMARY = "summary.md";
    private static final String RESULTS = "results.json";

    private SuiteFiles() {}

    /** Deletes what an earlier suite left, so that it is not taken for this one's. */
    public static void clear(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(SUMMARY));
            Files.deleteIfExists(folder.resolve(RESULTS));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + folder, e);
        }
    }

    /**
     * Writes them, and appends the summary to the page of the CI job where it has one.
     *
     * @param searches for capacity; they stand in the summary
     * @param reportUrl where the whole report can be read; where that is not said, the job's own page
     */
    public static void write(
            List<ScenarioOutcome> outcomes,
            List<CapacityResult> searches,
            Path folder,
            Optional<String> reportUrl,
            CiJob job) {
        String summary = new SuiteSummary(outcomes, searches, reportUrl.or(job::page)).markdown();
        try {
            Files.createDirectories(folder);
            WholeFile.write(folder.resolve(SUMMARY), summary);
            WholeFile.write(folder.resolve(RESULTS), ResultJson.of(outcomes));
            if (job.summaryFile().isPresent()) {
                Files.writeString(
                        job.summaryFile().get(), summary + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the suite's summary: " + e.getMessage(), e);
        }
    }
}

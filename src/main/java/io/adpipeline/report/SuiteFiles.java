package io.adpipeline.report;

import io.adpipeline.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All scenarios of a suite as files: {@code summary.md} for people, {@code results.json} for machines.
 */
public final class SuiteFiles {

    private static final String SUMMARY = "summary.md";
    private static final String RESULTS = "results.json";

    private static final Logger LOG = LoggerFactory.getLogger(SuiteFiles.class);

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
     * @param suite what they came to; searches for capacity stand in the summary alone
     */
    public static void write(SuiteSummary suite, Path folder, CiJob job) {
        String summary = suite.markdown();
        try {
            Files.createDirectories(folder);
            WholeFile.write(folder.resolve(SUMMARY), summary);
            WholeFile.write(folder.resolve(RESULTS), ResultJson.of(suite.outcomes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the suite's summary: " + e, e);
        }
        job.summaryFile().ifPresent(page -> appendTo(page, summary));
    }

    /** The job's page is a courtesy: a gate does not fail for want of it. */
    private static void appendTo(Path page, String summary) {
        try {
            Files.writeString(page, summary + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("the job's page gets no summary: {}", e.toString());
        }
    }
}

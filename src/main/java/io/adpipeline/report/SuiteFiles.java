package io.adpipeline.report;

import io.adpipeline.files.Folders;
import io.adpipeline.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** All scenarios of a suite as files: {@code summary.md} for people, {@code results.json} for machines. */
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
     * Writes both files.
     *
     * @param suite the outcomes of the scenarios
     */
    public static void write(SuiteSummary suite, Path folder) {
        try {
            Folders.create(folder);
            WholeFile.write(folder.resolve(SUMMARY), suite.markdown());
            WholeFile.write(folder.resolve(RESULTS), ResultJson.of(suite));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the suite's summary: " + e, e);
        }
    }

    /**
     * Appends the summary to the page of the CI job, if it has one. A failure to append does not fail the gate.
     *
     * @return why it could not be appended; empty if it was, or there is no page
     */
    public static Optional<String> appendToPage(SuiteSummary suite, CiJob job) {
        Optional<Path> page = job.summaryFile();
        try {
            if (page.isPresent()) {
                Files.writeString(
                        page.get(), suite.markdown() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the job's page gets no summary: " + e);
        }
    }
}

package io.adpipeline.report;

import io.adpipeline.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What is kept of earlier runs in a folder that users name: {@code otava/SCENARIO.csv} with a line for each run (see
 * {@link HistoryLine}), and {@code allure/} with the files in which Allure keeps its trends. Immutable; suites in several
 * processes may keep theirs at the same time.
 */
public final class HistoryFolder {

    private static final String RUN_NUMBER = "runs";
    private static final String LOCK = ".lock";

    private final Path folder;

    public HistoryFolder(Path folder) {
        this.folder = folder;
    }

    /** The number of the run that is about to be kept, from 1; the next call gives the next one. */
    public int nextRun() {
        Path file = folder.resolve(RUN_NUMBER);
        try {
            return alone(() -> {
                int number = Files.exists(file)
                        ? 1 + Integer.parseInt(Files.readString(file).strip())
                        : 1;
                WholeFile.write(file, number + "\n");
                return number;
            });
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException("%s must hold the number of runs: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Reads and writes what is kept. */
    @FunctionalInterface
    private interface Update<T> {

        T run() throws IOException;
    }

    /** Runs it while nobody else does, neither here nor in another process. */
    private <T> T alone(Update<T> update) throws IOException {
        Files.createDirectories(folder);
        synchronized (HistoryFolder.class) {
            try (FileChannel file =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                file.lock(); // until it is closed
                return update.run();
            }
        }
    }

    /** Where Allure's own history is kept. */
    public Path allure() {
        return folder.resolve("allure");
    }

    /**
     * Sees to it that the scenarios' lines can be read and appended to, before hours are spent on measuring.
     *
     * @throws IllegalStateException if a file has other columns than this version writes, or cannot be read
     */
    public void require(List<String> scenarios) {
        for (String scenario : scenarios) {
            List<String> lines = lines(scenario);
            if (!lines.isEmpty() && !lines.get(0).equals(HistoryLine.HEADER)) {
                throw new IllegalStateException(
                        "%s must have the columns %s, has %s; move it away or begin another history"
                                .formatted(file(scenario), HistoryLine.HEADER, lines.get(0)));
            }
        }
    }

    /** Appends a line for each run that measured something; an INVALID run leaves none. */
    public void append(List<ScenarioOutcome> outcomes) {
        outcomes.forEach(
                outcome -> outcome.result().flatMap(HistoryLine::of).ifPresent(line -> append(outcome.name(), line)));
    }

    private void append(String scenario, String line) {
        Path file = file(scenario);
        try {
            alone(() -> {
                Files.createDirectories(file.getParent());
                String kept = Files.exists(file) ? Files.readString(file) : HistoryLine.HEADER + "\n";
                // a line that an earlier version left incomplete costs no more than itself
                String end = kept.endsWith("\n") ? "" : "\n";
                WholeFile.write(file, kept + end + line + "\n");
                return file;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the run's line in " + file(scenario), e);
        }
    }

    private List<String> lines(String scenario) {
        try {
            return Files.exists(file(scenario)) ? Files.readAllLines(file(scenario)) : List.of();
        } catch (IOException e) {
            throw new IllegalStateException("%s cannot be read: %s".formatted(file(scenario), e.getMessage()), e);
        }
    }

    private Path file(String scenario) {
        return folder.resolve("otava").resolve(scenario + ".csv");
    }
}

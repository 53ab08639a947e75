package io.adpipeline.junit;

import io.adpipeline.files.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What Allure keeps of earlier runs, in a folder that users name: {@code allure/} with the files of its trends, and the
 * number of runs. Immutable; suites in several processes may keep theirs at the same time.
 */
final class HistoryFolder {

    private static final String RUN_NUMBER = "runs";
    private static final String LOCK = ".lock";

    private final Path folder;

    HistoryFolder(Path folder) {
        this.folder = folder;
    }

    /** The number of the run that is about to be kept, from 1; the next call gives the next one. */
    int nextRun() {
        Path file = folder.resolve(RUN_NUMBER);
        try {
            Files.createDirectories(folder);
            synchronized (HistoryFolder.class) {
                try (FileChannel lock =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    lock.lock(); // until it is closed: other processes count too
                    int number = Files.exists(file)
                            ? 1 + Integer.parseInt(Files.readString(file).strip())
                            : 1;
                    WholeFile.write(file, number + "\n");
                    return number;
                }
            }
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException("%s must hold the number of runs: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Where Allure's own history is kept. */
    Path allure() {
        return folder.resolve("allure");
    }
}

package io.adpipeline.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Backlog samples as CSV, oldest first; the names say the units. */
final class BacklogCsv {

    private static final String HEADER = "time_ms,backlog_events,end_offset,committed_offset";

    private BacklogCsv() {}

    static void write(List<BacklogSample> samples, Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        samples.forEach(sample -> lines.add(String.format(
                Locale.ROOT,
                "%d,%d,%d,%d",
                sample.timeMs(),
                sample.events(),
                sample.endOffset(),
                sample.committedOffset())));
        Files.write(file, lines);
    }

    static List<BacklogSample> read(Path file) throws IOException {
        List<BacklogSample> samples = new ArrayList<>();
        for (long[] row : StoredNumbers.read(Files.newBufferedReader(file), HEADER, 4)) {
            samples.add(new BacklogSample(row[0], row[1], row[2], row[3]));
        }
        return samples;
    }
}

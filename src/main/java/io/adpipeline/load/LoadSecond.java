package io.adpipeline.load;

import io.adpipeline.files.NumbersCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One second of the schedule, all producers together.
 *
 * @param second seconds from the start of the schedule
 * @param intended events that the traffic models scheduled for it
 * @param sent events handed to the Kafka producers in it
 */
public record LoadSecond(long second, long intended, long sent) {

    private static final String FILE = "load-seconds.csv";
    private static final String HEADER = "second,intended,sent";

    /**
     * The seconds that a generator left in a folder, in order; none if it never finished.
     *
     * @throws UncheckedIOException if the file cannot be read or a line of it is none of this generator's; names the line
     */
    public static List<LoadSecond> read(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            return Files.isRegularFile(file)
                    ? NumbersCsv.read(file, HEADER).stream()
                            .map(row -> new LoadSecond(row[0], row[1], row[2]))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + e.getMessage(), e);
        }
    }

    static void write(List<LoadSecond> seconds, Path directory) throws IOException {
        NumbersCsv.write(directory.resolve(FILE), HEADER, seconds.stream().map(each ->
                new long[] {each.second, each.intended, each.sent}));
    }
}

package io.adpipeline.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One second of the schedule, all producers together.
 *
 * @param second seconds from the start of the schedule
 * @param intended events that the traffic models scheduled for it
 * @param sent events handed to the Kafka producers in it
 */
public record LoadSecond(long second, long intended, long sent) {

    static final String FILE = "load-seconds.csv";
    static final String HEADER = "second,intended,sent";

    /**
     * The seconds that a generator left in a folder, in order; none if it never finished.
     *
     * @throws UncheckedIOException if the file cannot be read or a line of it is none of this generator's; names the line
     */
    public static List<LoadSecond> read(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            List<LoadSecond> seconds = new ArrayList<>();
            for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                seconds.add(parse(line));
            }
            return seconds;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static LoadSecond parse(String line) throws IOException {
        try {
            String[] fields = line.split(",", -1);
            if (fields.length == 3) {
                return new LoadSecond(Long.parseLong(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2]));
            }
        } catch (NumberFormatException e) {
            throw new IOException("a line must hold whole numbers, was '%s'".formatted(line), e);
        }
        throw new IOException("a line must hold %s, was '%s'".formatted(HEADER, line));
    }
}

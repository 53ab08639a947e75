package io.adpipeline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The synthetic pipeline's own log, which it leaves as files: what the suite has to find out about it.
 *
 * @param emitted every row that the broker has acknowledged
 * @param counted every event in a row that the broker has acknowledged
 */
record SyntheticLog(List<Emitted> emitted, List<Counted> counted) {

    private static final String EMITTED = "emitted.csv";
    private static final String COUNTED = "counted.csv";

    /**
     * A row.
     *
     * @param windowStartMs start of its window, epoch ms
     * @param producedMs produce time of its newest event, epoch ms
     * @param dueMs when the law wanted it written, epoch ms
     * @param appendedMs when the broker appended it, epoch ms
     */
    record Emitted(long windowStartMs, long producedMs, long dueMs, long appendedMs) {}

    /**
     * An event.
     *
     * @param windowStartMs start of its window, epoch ms
     * @param intendedMs its intended time, epoch ms
     * @param appendedMs when the broker appended the first row that counts it, epoch ms
     */
    record Counted(long windowStartMs, long intendedMs, long appendedMs) {}

    static void write(Path folder, Collection<Emitted> emitted, Collection<Counted> counted) {
        write(
                folder.resolve(EMITTED),
                emitted.stream()
                        .map(row ->
                                LongStream.of(row.windowStartMs(), row.producedMs(), row.dueMs(), row.appendedMs())));
        write(
                folder.resolve(COUNTED),
                counted.stream()
                        .map(event -> LongStream.of(event.windowStartMs(), event.intendedMs(), event.appendedMs())));
    }

    private static void write(Path file, Stream<LongStream> lines) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(
                    file,
                    lines.map(line -> line.mapToObj(String::valueOf).collect(Collectors.joining(",")))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SyntheticLog read(Path folder) throws IOException {
        return new SyntheticLog(
                numbers(folder.resolve(EMITTED))
                        .map(row -> new Emitted(row[0], row[1], row[2], row[3]))
                        .toList(),
                numbers(folder.resolve(COUNTED))
                        .map(event -> new Counted(event[0], event[1], event[2]))
                        .toList());
    }

    private static Stream<long[]> numbers(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> Arrays.stream(line.split(","))
                        .mapToLong(Long::parseLong)
                        .toArray());
    }
}

package io.adpipeline.load;

import io.adpipeline.event.EventType;
import io.adpipeline.files.NumbersCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The events of a load that could not be sent, so that {@link LoadReplay} can leave them out. Keeps the first
 * {@link #MOST}; beyond that the replay differs from the truth, and the analysis trusts no event latency. Thread-safe.
 */
final class FailedSends {

    static final int MOST = 100_000;

    private static final String FILE = "failed-sends.csv";
    private static final String HEADER = "producer,intended_offset_ns,campaign_id,event_type";
    private static final EventType[] TYPES = EventType.values();

    private final List<FailedSend> sends = new ArrayList<>();

    /**
     * One event.
     *
     * @param producer its producer, from 0
     * @param offsetNs its intended time after the start of the load, ns
     */
    record FailedSend(int producer, long offsetNs, int campaignId, EventType type) {}

    synchronized void add(FailedSend send) {
        if (sends.size() < MOST) {
            sends.add(send);
        }
    }

    /** Number of failed sends of each event; several events can be equal in all fields. */
    synchronized Map<FailedSend, Long> counts() {
        return sends.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** Writes the failed sends; if there are none, no file stays, also none of an earlier load. */
    @SuppressWarnings("EnumOrdinal") // a column of numbers
    synchronized void write(Path folder) throws IOException {
        if (sends.isEmpty()) {
            Files.deleteIfExists(folder.resolve(FILE));
        } else {
            NumbersCsv.write(folder.resolve(FILE), HEADER, sends.stream().map(send ->
                    new long[] {send.producer, send.offsetNs, send.campaignId, send.type.ordinal()}));
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the file cannot be read or holds other numbers; names the file
     */
    static FailedSends read(Path folder) throws IOException {
        FailedSends failed = new FailedSends();
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            try {
                NumbersCsv.read(file, HEADER)
                        .forEach(row -> failed.add(new FailedSend(
                                Math.toIntExact(row[0]),
                                row[1],
                                Math.toIntExact(row[2]),
                                TYPES[Math.toIntExact(row[3])])));
            } catch (ArithmeticException | IndexOutOfBoundsException e) {
                throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
            }
        }
        return failed;
    }
}

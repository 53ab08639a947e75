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
 * The events that a load could not send, so that they can be told from the others when the load is drawn again. It
 * keeps the first {@link #MOST}; a load that lost more is not drawn again. Any threads may add.
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

    /** How often each event failed: two that differ in nothing are the same here. */
    synchronized Map<FailedSend, Long> counts() {
        return sends.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** Writes them; there is no file if there are none. */
    @SuppressWarnings("EnumOrdinal") // a column of numbers
    synchronized void write(Path folder) throws IOException {
        if (!sends.isEmpty()) {
            NumbersCsv.write(folder.resolve(FILE), HEADER, sends.stream().map(send ->
                    new long[] {send.producer, send.offsetNs, send.campaignId, send.type.ordinal()}));
        }
    }

    /** Reads what {@link #write} wrote. */
    static FailedSends read(Path folder) throws IOException {
        FailedSends failed = new FailedSends();
        if (Files.exists(folder.resolve(FILE))) {
            NumbersCsv.read(folder.resolve(FILE), HEADER)
                    .forEach(row -> failed.add(new FailedSend(
                            Math.toIntExact(row[0]), row[1], Math.toIntExact(row[2]), TYPES[Math.toIntExact(row[3])])));
        }
        return failed;
    }
}
